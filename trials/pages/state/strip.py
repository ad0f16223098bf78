"""The strip on top of a study: whence its facts come, and how old they are."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from trials.freshness.tones import CONFIRMED_LASTS, Judgement, Tone, heard_of
from trials.models import OverallStatus, Study
from trials.pages.facts import registry_date
from trials.pages.state.days import dated, day_words
from trials.pages.state.tone_words import tone_sentence
from trials.registry.facts import read_facts

ACTUAL = "ACTUAL"
CALM = {Tone.FRESH, Tone.CONFIRMED}


@dataclass(frozen=True)
class Strip:
    """What the strip prints: one sentence, what follows from it, and the days."""

    tone: Tone
    sentence: str
    remarks: list[str]
    days: list[str]

    @property
    def is_quiet(self) -> bool:
        """Whether all is as one expects, so that one small line says it."""
        return self.tone == Tone.FRESH and not self.remarks

    @property
    def notice(self) -> str:
        """Return how the part that draws it is coloured."""
        return "info" if self.tone in CALM else "caution"


def strip_of(study: Study, judged: Judgement, today: date, language: str) -> Strip:
    """Return what stands on top of a study's page."""
    return Strip(
        judged.tone,
        tone_sentence(study, judged, today, language),
        [words for words in remarks(study, judged, today, language) if words],
        [words for words in copy_days(study, judged, today, language) if words],
    )


def remarks(study: Study, judged: Judgement, today: date, language: str) -> list[str]:
    """Return what the state means, what the team told us, and what is gone."""
    return [
        state_words(study, judged),
        *told_words(study, judged, today, language),
        vanished_words(study, language),
    ]


def state_words(study: Study, judged: Judgement) -> str:
    """Return what a state means for somebody who would like to take part."""
    is_old = judged.tone not in CALM
    if judged.tone in {Tone.OVER, Tone.CLOSED}:
        return ""
    if is_old and study.overall_status == OverallStatus.NOT_YET_RECRUITING:
        # It may well have begun: nobody has said since that it has not.
        return ""
    return {
        OverallStatus.UNKNOWN: _(
            "The sponsor has not confirmed this record for two years or more. Nobody "
            "can say from here whether the study still takes people."
        ),
        OverallStatus.NOT_YET_RECRUITING: _(
            "This study has not begun to take people. You can already ask the study "
            "team when and where it will."
        ),
        OverallStatus.ENROLLING_BY_INVITATION: _(
            "The team chooses whom it invites. You can ask how that is done."
        ),
    }.get(OverallStatus(study.overall_status), "")


def told_words(
    study: Study, judged: Judgement, today: date, language: str
) -> list[str]:
    """Return what the team told us, beside what the registry says."""
    said = []
    if study.team_closed_on:
        words = _("The team told us on %(day)s that it takes nobody any more.")
        said.append(words % {"day": day_words(study.team_closed_on, language)})
    # The sentence above may say this very day.
    confirmed = None if judged.tone == Tone.CONFIRMED else study.team_confirmed_on
    if confirmed and today - confirmed <= CONFIRMED_LASTS:
        words = _("The team told us on %(day)s that it still takes people.")
        said.append(words % {"day": day_words(confirmed, language)})
    return said


def vanished_words(study: Study, language: str) -> str:
    """Return that the registry does not show a record any more."""
    if study.vanished_at is None:
        return ""
    words = _(
        "On %(day)s the registry did not show this record any more. It stands here as "
        "it was before."
    )
    return words % {"day": day_words(study.vanished_at, language)}


def copy_days(study: Study, judged: Judgement, today: date, language: str) -> list[str]:
    """Return the days that everybody may weigh; none that the sentence has said."""
    said = days_in_sentence(study, judged, today)
    days = {
        _("Last changed there on %(day)s."): study.last_update_date,
        _("Last confirmed by the sponsor in %(day)s."): study.status_verified_date,
    }
    return [
        copied_words(study, language),
        *(
            dated(words, day, language)
            for words, day in days.items()
            if day not in said
        ),
        end_words(study, judged, language),
    ]


def days_in_sentence(study: Study, judged: Judgement, today: date) -> set[str]:
    """Return the record's days that the strip's first sentence names."""
    if judged.tone == Tone.FRESH and study.last_update_date:
        return {study.last_update_date, study.status_verified_date}
    if judged.tone == Tone.PROBABLY_OVER:
        return {heard_of(study.known(), today)}
    return set()


def copied_words(study: Study, language: str) -> str:
    """Return when the copy was the registry's own; an invented study is no copy."""
    if study.is_fictional:
        return ""
    if study.copied_on is None:
        return _("Copied from the registry; we did not find when.")
    words = _("Copied from the registry on %(day)s.")
    return words % {"day": day_words(study.copied_on, language)}


def end_words(study: Study, judged: Judgement, language: str) -> str:
    """Return when it ended or is to end, in whatever words that may be said."""
    end = study.completion_date or study.primary_completion_date
    if not end:
        return _("No end date found.")
    day = {"day": registry_date(end, language)}
    if judged.tone == Tone.OVER:
        return over_words(study) % day
    if not study.completion_date:
        return _("Planned end of the main measurements: %(day)s.") % day
    return _("Planned end: %(day)s.") % day


def over_words(study: Study) -> str:
    """Return how the end of a study that is over is said: it may only be a plan."""
    if read_facts(study.facts).completion_type == ACTUAL and study.completion_date:
        is_day = len(study.completion_date) > len("2026-01")
        return _("Ended on %(day)s.") if is_day else _("Ended in %(day)s.")
    return _("The end in the record: %(day)s.")
