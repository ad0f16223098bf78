"""A self-check is begun: anew, from a file, or as a copy of a version."""

import copy
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.lib.json_hash import hash_json
from trials.models import SelfCheckCase, SelfCheckVersion, Study
from trials.selfcheck.editing.texts import standing


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
    definition, notes = copy.deepcopy(version.definition), version.open_notes
    fresh = draft_selfcheck(
        study=version.study, definition=definition, now=now, by=by, notes=notes
    )
    fresh.outdated = standing(version.outdated, fresh.definition)
    fresh.save(update_fields=["outdated"])
    copy_cases(version, fresh)
    return fresh


def copy_cases(version: SelfCheckVersion, fresh: SelfCheckVersion) -> None:
    """Give a new draft the worked examples of a version."""
    for case in version.cases.all():
        SelfCheckCase.objects.create(
            version=fresh,
            title=case.title,
            answers=case.answers,
            expected=case.expected,
        )
