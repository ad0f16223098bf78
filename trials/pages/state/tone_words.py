"""A tone in a word, for cards and lists, and in a sentence, for the study's page."""

from datetime import date

from django.utils.translation import gettext as _

from trials.freshness.tones import Doubt, Judgement, Tone, heard_of
from trials.models import Study
from trials.models.statuses import TONE_WORDS
from trials.pages.facts import registry_date
from trials.pages.state.days import dated, day_words


def tone_word(tone: Tone) -> str:
    """Return what stands on a card; a fresh study's state needs no word."""
    return str(TONE_WORDS.get(tone, ""))


def doubt_words(doubt: Doubt) -> str:
    """Return why one should ask first, as part of a sentence."""
    return {
        Doubt.VANISHED: _("the registry no longer shows it"),
        Doubt.END: _("the planned end has passed"),
        Doubt.MEASURED: _("the main measurements should be done"),
        Doubt.START: _("the planned start has passed"),
        Doubt.OLD: _("not changed for over a year"),
        Doubt.PAUSED: _("paused"),
        Doubt.NO_PLACE: _("no place takes people"),
        Doubt.SILENT: _("the team has not answered us"),
    }[doubt]


def tone_sentence(study: Study, judged: Judgement, today: date, language: str) -> str:
    """Return the sentence on top of a study."""
    if judged.tone == Tone.ASK_FIRST and judged.doubt:
        return _("Ask first if it still takes people: %(reason)s.") % {
            "reason": doubt_words(judged.doubt)
        }
    if judged.tone == Tone.CONFIRMED:
        day = day_words(judged.told_on, language)
        return _("Confirmed by the site on %(day)s.") % {"day": day}
    if judged.tone == Tone.PROBABLY_OVER:
        return probably_over_words(heard_of(study.known(), today), language)
    return {
        Tone.OVER: _("The study is over."),
        Tone.CLOSED: _("It takes no new people."),
    }.get(judged.tone) or fresh_words(study, language)


def fresh_words(study: Study, language: str) -> str:
    """Return when registry and sponsor last said something."""
    updated, confirmed = study.last_update_date, study.status_verified_date
    if updated and confirmed:
        return _(
            "Last changed in the registry on %(updated)s, last confirmed by the "
            "sponsor in %(confirmed)s."
        ) % {
            "updated": registry_date(updated, language),
            "confirmed": registry_date(confirmed, language),
        }
    changed = dated(_("Last changed in the registry on %(day)s."), updated, language)
    return changed or _("We did not find how old the record is.")


def probably_over_words(heard: str, language: str) -> str:
    """Return since when nobody stands behind the record."""
    sentence = _("Probably over. Last heard %(day)s. Nobody has confirmed it since.")
    return dated(sentence, heard, language) or _(
        "Probably over. Nobody has confirmed it."
    )
