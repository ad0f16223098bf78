"""What still stands in the way of publishing a draft. Pure."""

from collections.abc import Iterable, Iterator

from trials.selfcheck.checking.deciding import undeciding
from trials.selfcheck.checking.lint import lint
from trials.selfcheck.editing.examples import differences, missing_outcomes
from trials.selfcheck.editing.new_lines import is_undecided
from trials.selfcheck.editing.texts import standing
from trials.selfcheck.findings import ERROR, WARNING, Finding
from trials.selfcheck.parts import Document, Draft, Given, as_draft

# (title, answers, expected)
Example = tuple[str, Given, Given]


def open_points(
    definition: Document,
    outdated: Iterable[str],
    examples: list[Example],
    notes: Iterable[Draft] = (),
) -> list[Finding]:
    """Return everything to be put right, the lint's findings first.

    `notes` are what an import could not read ("code", "where") and nobody settled.
    """
    return [
        *lint(definition),
        *bare_reasons(definition),
        *undeciding(definition),
        *(Finding(ERROR, "import", n["where"], n["code"]) for n in notes),
        *undecided(definition),
        *translations(definition, outdated),
        *example_points(definition, examples),
    ]


def blocking(points: list[Finding]) -> list[Finding]:
    """Return those that must be put right before publishing."""
    return [one for one in points if one.level == ERROR]


def undecided(definition: Document) -> Iterator[Finding]:
    """Lines that are left to the team only because nobody has looked at them."""
    for criterion in definition["criteria"]:
        if is_undecided(as_draft(criterion)):
            where = f"criteria/{criterion['id']}"
            yield Finding(ERROR, "undecided", where, "Nobody has decided who asks.")


def bare_reasons(definition: Document) -> Iterator[Finding]:
    """Reasons of asked lines that say no more than the line's name."""
    for criterion in definition["criteria"]:
        texts = [reason["text"]["en"] for reason in criterion["reasons"]]
        if criterion["mode"] == "ask" and criterion["label"]["en"] in texts:
            where = f"criteria/{criterion['id']}"
            message = "A reason only repeats the name."
            yield Finding(WARNING, "bare_reason", where, message)


def translations(definition: Document, outdated: Iterable[str]) -> Iterator[Finding]:
    """Translations that follow words changed since."""
    for mark in standing(outdated, definition):
        if mark.rpartition("|")[2] not in definition["languages"]:
            continue
        yield Finding(ERROR, "outdated", mark, "The translation is out of date.")


def example_points(definition: Document, examples: list[Example]) -> Iterator[Finding]:
    """Outcomes without an example, and examples that come out otherwise."""
    for outcome in missing_outcomes(definition, [one[2] for one in examples]):
        message = f"No example comes to {outcome}."
        yield Finding(ERROR, "example_missing", outcome, message)
    for title, answers, expected in examples:
        if differences(definition, answers, expected):
            message = f"Example “{title}” does not come out."
            yield Finding(ERROR, "example_differs", title, message)
