"""A reviewed draft is shown to visitors, and the version before it put away."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from portal.audit.models import Verb
from portal.audit.record import record_event
from trials.models import SelfCheckVersion, Study, TextState
from trials.selfcheck.editing.readiness import blocking, open_points
from trials.selfcheck.findings import ERROR, Finding


class NotReadyError(ValueError):
    """A version that must not be published; `problems` says why."""

    def __init__(self, problems: list[Finding]) -> None:
        super().__init__("; ".join(one.message for one in problems))
        self.problems = problems


@dataclass(frozen=True)
class Review:
    """Who stands behind a version.

    `readings` names for each language its second reader and its ethics reference:
    {"zh-hans": {"reader": "…", "ethics": "…"}}.
    """

    clinician: str
    readings: dict[str, dict[str, str]]
    approved_on: date
    valid_until: date | None = None


def points_of(version: SelfCheckVersion) -> list[Finding]:
    """Return everything that is still open about a version."""
    examples = [(one.title, one.answers, one.expected) for one in version.cases.all()]
    return open_points(
        version.definition, version.outdated, examples, version.open_notes
    )


@transaction.atomic
def publish_selfcheck(
    *,
    version: SelfCheckVersion,
    review: Review | None,
    now: datetime,
    by: str,
    is_restored: bool = False,
) -> None:
    """Show a draft to visitors and put the one before it away.

    Raises NotReadyError, also for what is no draft or was changed since it was read.
    `review` None publishes what says of itself, on every page, that nobody has
    reviewed it: for demonstrations.
    """
    # The study's row, so that two drafts are never published at the same moment.
    Study.objects.select_for_update().get(pk=version.study_id)
    refuse_unready(version)
    if review and not is_restored:
        refuse_own(version, by)
    version.move_to(TextState.IN_REVIEW)
    if review:
        sign(version, review)
        version.move_to(TextState.APPROVED)
    put_away_shown(version, now, by)
    version.published_at, version.published_by = now, by
    version.move_to(TextState.PUBLISHED)
    note_version(Verb.SELFCHECK_PUBLISHED, version, now, by)
    version.study.touch(now)


def put_away_shown(version: SelfCheckVersion, now: datetime, by: str) -> bool:
    """Take what visitors see of a study's self-check; false where there is nothing."""
    shown = SelfCheckVersion.objects.filter(study_id=version.study_id)
    return bool(
        shown.filter(state=TextState.PUBLISHED).update(
            state=TextState.WITHDRAWN, retired_at=now, retired_by=by
        )
    )


def note_version(verb: Verb, version: SelfCheckVersion, now: datetime, by: str) -> None:
    """Record that visitors see a version from now on, or no longer."""
    about = {"study": version.study.registry_id, "version": version.number}
    record_event(verb, now=now, by=by, **about)


def refuse_unready(version: SelfCheckVersion) -> None:
    """Raise NotReadyError for all but a finished draft as it was read."""
    if SelfCheckVersion.objects.held(version, TextState.DRAFT) is None:
        changed = Finding(ERROR, "changed", "", "It was changed, or is no draft.")
        raise NotReadyError([changed])
    if found := blocking(points_of(version)):
        raise NotReadyError(found)


def refuse_own(version: SelfCheckVersion, by: str) -> None:
    """Raise NotReadyError where whoever wrote last would approve it too."""
    if by == version.author:
        raise NotReadyError([Finding(ERROR, "own", "", "Another person publishes it.")])


def sign(version: SelfCheckVersion, review: Review) -> None:
    """Write on a version who stands behind it."""
    usual = review.readings[version.definition["defaultLanguage"]]
    version.clinician, version.approved_on = review.clinician, review.approved_on
    version.readings, version.valid_until = review.readings, review.valid_until
    version.language_reader = usual["reader"]
    version.ethics_reference = usual["ethics"]
