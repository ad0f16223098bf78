"""Worked examples of a draft: kept, taken anew, taken out."""

from typing import Any

from django.db import transaction

from trials.models import SelfCheckCase, SelfCheckVersion
from trials.selfcheck.editing.examples import expectation, judged


@transaction.atomic
def keep_example(
    *,
    version: SelfCheckVersion,
    title: str,
    answers: dict[str, Any],
    outcome: str,
    example: SelfCheckCase | None = None,
) -> SelfCheckCase:
    """Keep answers with the outcome that they must come to, or change an example."""
    expected = expectation(version.definition, answers, outcome)
    kept = example or SelfCheckCase(version=version)
    kept.title, kept.answers, kept.expected = title, answers, expected
    kept.save()
    return kept


@transaction.atomic
def accept_example(*, example: SelfCheckCase) -> None:
    """Expect from now on what an example comes to now."""
    definition = example.version.definition
    outcome = judged(definition, example.answers).outcome
    example.expected = expectation(definition, example.answers, outcome)
    example.save(update_fields=["expected"])


@transaction.atomic
def drop_example(*, example: SelfCheckCase) -> None:
    """Take an example out."""
    example.delete()
