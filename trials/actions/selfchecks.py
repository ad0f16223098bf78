"""A self-check is drafted, reviewed, published, put away, and brought back."""

import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portal.lib.json_hash import hash_json
from trials.models import SelfCheckCase, SelfCheckVersion, Study, VersionState
from trials.selfcheck.document import ERROR, Finding
from trials.selfcheck.editing.readiness import blocking, open_points
from trials.selfcheck.editing.texts import standing


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


@transaction.atomic
def draft_selfcheck(
    *,
    study: Study,
    definition: dict[str, Any],
    now: datetime,
    by: str,
    notes: list[dict[str, str]] | None = None,
) -> SelfCheckVersion:
    """Return a new draft; a number that is taken is raised until it is free.

    `notes` are what an import could not read; each has to be settled by hand.
    """
    number = free_number(study, definition["version"])
    numbered = {**definition, "version": number, "status": "draft"}
    return SelfCheckVersion.objects.create(
        study=study,
        number=number,
        definition=numbered,
        sha256=hash_json(numbered),
        open_notes=notes or [],
        author=by,
        created_at=now,
    )


def free_number(study: Study, wanted: str) -> str:
    """Return the version number, or the next one of its kind that is free."""
    taken = set(study.selfchecks.values_list("number", flat=True))
    major, minor, patch = wanted.split(".")
    count = int(patch)
    while f"{major}.{minor}.{count}" in taken:
        count += 1
    return f"{major}.{minor}.{count}"


@transaction.atomic
def copy_version(
    *, version: SelfCheckVersion, now: datetime, by: str
) -> SelfCheckVersion:
    """Return a new draft with a version's questions and worked examples."""
    fresh = draft_selfcheck(
        study=version.study,
        definition=copy.deepcopy(version.definition),
        now=now,
        by=by,
        notes=version.open_notes,
    )
    fresh.outdated = standing(version.outdated, fresh.definition)
    fresh.save(update_fields=["outdated"])
    for case in version.cases.all():
        SelfCheckCase.objects.create(
            version=fresh,
            title=case.title,
            answers=case.answers,
            expected=case.expected,
        )
    return fresh


@transaction.atomic
def change_draft(
    *,
    version: SelfCheckVersion,
    definition: dict[str, Any],
    by: str,
    outdated: list[str] | None = None,
) -> bool:
    """Replace a draft's definition; marks of texts that are gone go too.

    False where it is no draft any more, or not the one that was read: somebody else
    changed it meanwhile, and nothing is overwritten.
    """
    marks = version.outdated if outdated is None else outdated
    drafts = SelfCheckVersion.objects.drafts()
    same = drafts.filter(pk=version.pk, sha256=version.sha256)
    changed = same.update(
        definition=definition,
        sha256=hash_json(definition),
        outdated=standing(marks, definition),
        author=by,
    )
    return bool(changed)


@transaction.atomic
def settle_note(*, version: SelfCheckVersion, place: int, by: str) -> None:
    """Take one note of the import away: somebody has looked at it."""
    notes = [one for n, one in enumerate(version.open_notes) if n != place]
    drafts = SelfCheckVersion.objects.drafts().filter(pk=version.pk)
    drafts.update(open_notes=notes, author=by)


def points(version: SelfCheckVersion) -> list[Finding]:
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
) -> None:
    """Show a draft to visitors and put the one before it away.

    Raises NotReadyError, also for what is no draft or was changed since it was read.
    `review` None publishes what says of itself, on every page, that nobody has
    reviewed it: for demonstrations.
    """
    # The study's row, so that two drafts are never published at the same moment.
    Study.objects.select_for_update().get(pk=version.study_id)
    locked = SelfCheckVersion.objects.drafts().select_for_update()
    if locked.filter(pk=version.pk, sha256=version.sha256).first() is None:
        changed = Finding(ERROR, "changed", "", "It was changed, or is no draft.")
        raise NotReadyError([changed])
    if found := blocking(points(version)):
        raise NotReadyError(found)
    before = version.study.selfchecks.filter(state=VersionState.PUBLISHED)
    before.update(state=VersionState.RETIRED, retired_at=now, retired_by=by)
    version.state = VersionState.PUBLISHED
    version.published_at, version.published_by = now, by
    if review:
        usual = review.readings[version.definition["defaultLanguage"]]
        version.clinician, version.approved_on = review.clinician, review.approved_on
        version.readings = review.readings
        version.language_reader = usual["reader"]
        version.ethics_reference = usual["ethics"]
    version.save()
    version.study.touch(now)


@transaction.atomic
def retire_selfcheck(*, version: SelfCheckVersion, now: datetime, by: str) -> bool:
    """Take a version from visitors; false where they do not see it."""
    shown = SelfCheckVersion.objects.filter(pk=version.pk, state=VersionState.PUBLISHED)
    if not shown.update(state=VersionState.RETIRED, retired_at=now, retired_by=by):
        return False
    version.study.touch(now)
    return True


@transaction.atomic
def roll_back(*, version: SelfCheckVersion, now: datetime, by: str) -> SelfCheckVersion:
    """Publish an older version again, as a copy with its review: history stays.

    Raises NotReadyError; only what was approved and shown before comes back.
    """
    if not version.may_come_back or not version.is_whole:
        never = Finding(ERROR, "never_approved", "", "It was never approved.")
        raise NotReadyError([never])
    fresh = copy_version(version=version, now=now, by=by)
    review = Review(version.clinician, readings_of(version), version.approved_on)
    publish_selfcheck(version=fresh, review=review, now=now, by=by)
    return fresh


def readings_of(version: SelfCheckVersion) -> dict[str, dict[str, str]]:
    """Return a version's readings, also of one reviewed before they were kept apart."""
    usual = {"reader": version.language_reader, "ethics": version.ethics_reference}
    return version.readings or {version.definition["defaultLanguage"]: usual}
