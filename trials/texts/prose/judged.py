"""What is judged of a study's prose, kept with its row: the first page need not do it.

Kept under a mark of the words judged and of all that judges them: where either is
another, or nothing is kept, whoever asks judges anew. So nothing kept is ever stale.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings

from trials.models import CriterionShape, EligibilityCriterion, Study
from trials.plain.glossing.finding import known_kinds
from trials.registry.clinicaltrials.text import one_line
from trials.texts.lint import lint

# Longer prose is rare, and judging it would cost an import more than all the rest.
LONGEST = 40_000
JUDGES = (
    *("trials/texts/prose/judged.py", "trials/texts/lint.py", "trials/plain/*.py"),
    *("trials/plain/glossing/*.py", "trials/registry/clinicaltrials/text.py"),
    *("portal/lib/text.py", "portal/lib/vocabulary.py", "portal/lib/cldr.py"),
    "portal/vocabulary/risky_phrases/en*",
)

Rows = Sequence[EligibilityCriterion]


class JudgedProse(NamedTuple):
    """Whether the prose promises or presses, and what each criterion is about."""

    is_risky: bool
    kinds: dict[int, tuple[str, ...]]


def kept_judgement(study: Study, rows: Rows) -> dict[str, Any] | None:
    """Return what is to be kept; None of very long prose."""
    prose = prose_of(study)
    if len(prose) + sum(len(row.text) for row in rows) > LONGEST:
        return None
    judged = judge_words(prose, rows)
    kinds = {str(place): found for place, found in judged.kinds.items() if found}
    return {
        "mark": mark_of_judgement(prose, rows),
        "risky": judged.is_risky,
        "kinds": kinds,
    }


def judged_words(study: Study, rows: Rows) -> JudgedProse:
    """Return what is kept, if it is of these words; else judge them."""
    prose, kept = prose_of(study), study.judged_words or {}
    if not kept or kept["mark"] != mark_of_judgement(prose, rows):
        return judge_words(prose, rows)
    kinds = {int(place): tuple(found) for place, found in kept["kinds"].items()}
    return JudgedProse(kept["risky"], kinds)


def judge_words(prose: str, rows: Rows) -> JudgedProse:
    """Judge a study's words, which are English."""
    kinds = {
        row.position: known_kinds(one_line(row.text), row.kind.lower())
        for row in rows
        if row.form == CriterionShape.ITEM
    }
    return JudgedProse(is_promising(prose), kinds)


@lru_cache(maxsize=500)
def is_promising(text: str) -> bool:
    """Whether an English text promises or presses; the same in every language."""
    return bool(lint(text, "en"))


def prose_of(study: Study) -> str:
    """Return what the registry tells in sentences; its words stay as they are."""
    return f"{study.brief_summary}\n{study.detailed_description}"


def mark_of_judgement(prose: str, rows: Rows) -> str:
    """Return by what a judgement is known: who judged, and which words."""
    lines = [(row.position, row.form, row.kind, row.text) for row in rows]
    return sha256(f"{judges()}{prose}{lines!r}".encode()).hexdigest()


@lru_cache(maxsize=1)
def judges() -> str:
    """Return a mark of all programs and lists that judge."""
    digest = sha256()
    for part in JUDGES:
        for path in sorted(settings.BASE_DIR.glob(part)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
