"""A self-check is drafted, reviewed, published, put away, and brought back."""

import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from trials.models import SelfCheckCase, SelfCheckVersion, Study, VersionState
from trials.selfcheck.document import ERROR, fingerprint, lint
from trials.selfcheck.evaluate import evaluate

# Worked examples speak of dates; they are judged as on this day, always.
CASE_DAY = date(2026, 2, 1)


class NotReadyError(ValueError):
    """A version that must not be published; `problems` says why, a line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Review:
    """Who stands behind a version."""

    clinician: str
    language_reader: str
    ethics_reference: str
    approved_on: date


@transaction.atomic
def draft_selfcheck(
    *, study: Study, definition: dict[str, Any], now: datetime, by: str
) -> SelfCheckVersion:
    """Return a new draft; a number that is taken is raised until it is free."""
    number = free_number(study, definition["version"])
    numbered = {**definition, "version": number, "status": "draft"}
    return SelfCheckVersion.objects.create(
        study=study,
        number=number,
        definition=numbered,
        sha256=fingerprint(numbered),
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
    )
    SelfCheckVersion.objects.filter(pk=fresh.pk).update(outdated=version.outdated)
    fresh.outdated = version.outdated
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
    """Replace a draft's definition; false for a version that is no draft any more."""
    changes = {
        "definition": definition,
        "sha256": fingerprint(definition),
        "author": by,
    }
    if outdated is not None:
        changes["outdated"] = outdated
    drafts = SelfCheckVersion.objects.drafts().filter(pk=version.pk)
    return bool(drafts.update(**changes))


def problems(version: SelfCheckVersion) -> list[str]:
    """Return what stands in the way of publishing: lint errors, failing examples."""
    found = [
        f"{finding.where}: {finding.message}"
        for finding in lint(version.definition)
        if finding.level == ERROR
    ]
    found += [f"{mark}: The translation is out of date." for mark in version.outdated]
    failing = [case for case in version.cases.all() if case_differences(version, case)]
    return found + [f"Example “{case.title}” does not come out." for case in failing]


def case_differences(version: SelfCheckVersion, case: SelfCheckCase) -> list[str]:
    """Return the expected names that come out otherwise."""
    result = evaluate(version.definition, case.answers, CASE_DAY)
    return [
        name
        for name, wanted in case.expected.items()
        if not fits(getattr(result, name, None), wanted)
    ]


def fits(found: Any, wanted: Any) -> bool:
    """Whether a result is as expected; a dictionary may name only what matters."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(found.get(key) == value for key, value in wanted.items())
    return found == wanted


@transaction.atomic
def publish_selfcheck(
    *,
    version: SelfCheckVersion,
    review: Review | None,
    now: datetime,
    by: str,
) -> None:
    """Show a version to visitors and put the one before it away.

    Raises NotReadyError. `review` None publishes what says of itself, on every page,
    that nobody has reviewed it: for demonstrations.
    """
    if found := problems(version):
        raise NotReadyError(found)
    others = SelfCheckVersion.objects.filter(
        study=version.study, state=VersionState.PUBLISHED
    ).exclude(pk=version.pk)
    others.update(state=VersionState.RETIRED, retired_at=now)
    version.state = VersionState.PUBLISHED
    version.published_at = now
    if review:
        for name, value in vars(review).items():
            setattr(version, name, value)
    version.save()
    version.study.touch(now)


@transaction.atomic
def retire_selfcheck(*, version: SelfCheckVersion, now: datetime, by: str) -> None:
    """Take a version from visitors."""
    version.state = VersionState.RETIRED
    version.retired_at = now
    version.save(update_fields=["state", "retired_at"])
    version.study.touch(now)


@transaction.atomic
def roll_back(*, version: SelfCheckVersion, now: datetime, by: str) -> SelfCheckVersion:
    """Publish an older version again, as a copy with its review: history stays."""
    fresh = copy_version(version=version, now=now, by=by)
    review = None
    if version.approved_on:
        names = ("clinician", "language_reader", "ethics_reference", "approved_on")
        review = Review(*(getattr(version, name) for name in names))
    publish_selfcheck(version=fresh, review=review, now=now, by=by)
    return fresh


@transaction.atomic
def add_case(
    *, version: SelfCheckVersion, title: str, answers: dict[str, Any]
) -> SelfCheckCase:
    """Keep answers as a worked example, with what they come to today as expected."""
    result = evaluate(version.definition, answers, CASE_DAY)
    expected = {
        "valid": result.valid,
        "outcome": result.outcome,
        "stop": result.stop,
        "discuss": result.discuss,
        "states": result.states,
    }
    return SelfCheckCase.objects.create(
        version=version, title=title, answers=answers, expected=expected
    )
