"""The pages of a self-check: what comes next, and how far it still is. Pure."""

from dataclasses import dataclass
from datetime import date

from trials.selfcheck.answers import QUESTIONS, Answers, flatten, read_answers
from trials.selfcheck.evaluate import evaluate
from trials.selfcheck.parts import Document, Given, Item, Text


@dataclass(frozen=True)
class WalkPage:
    """A page by its neutral number (from 1), with the questions that it asks.

    The number does not depend on the answers, and says nothing about them.
    """

    number: int
    title: dict[str, str]
    items: list[Item]


def pages(definition: Document) -> list[WalkPage]:
    """Return all pages: one question each, or a group that is asked together."""
    found: dict[str, tuple[Text, list[Item]]] = {}
    for placed in flatten(definition["items"]):
        if placed.item["type"] not in QUESTIONS:
            continue
        group = next((p for p in placed.parents if p.get("together")), None)
        key = (group or placed.item)["linkId"]
        title = group["text"] if group else {}
        found.setdefault(key, (title, []))[1].append(placed.item)
    numbered = enumerate(found.values(), 1)
    return [WalkPage(number, title, items) for number, (title, items) in numbered]


def shown_pages(definition: Document, answers: Answers) -> list[WalkPage]:
    """Return the pages with a question that is asked, with only those questions."""
    return [
        WalkPage(page.number, page.title, items)
        for page in pages(definition)
        if (items := [item for item in page.items if item["linkId"] in answers.shown])
    ]


def shown_page(
    definition: Document, raw: Given, number: int, today: date
) -> WalkPage | None:
    """Return a page with the questions that are asked; None where none of them is."""
    answers = read_answers(definition, raw, today)
    return next(
        (page for page in shown_pages(definition, answers) if page.number == number),
        None,
    )


def next_page(definition: Document, raw: Given, today: date) -> WalkPage | None:
    """Return the first page that waits for an answer; None: the result.

    A gate that is known to fail ends the walk: nothing else is asked.
    """
    if evaluate(definition, raw, today).early_exit:
        return None
    answers = read_answers(definition, raw, today)
    shown = shown_pages(definition, answers)
    return next((page for page in shown if waits(page, answers)), None)


def waits(page: WalkPage, answers: Answers) -> bool:
    """Whether a page has a question that waits for an answer."""
    wrong = {error["item"] for error in answers.errors}
    return any(is_waiting(item, answers, wrong) for item in page.items)


def is_waiting(item: Item, answers: Answers, wrong: set[str]) -> bool:
    """Whether a question needs an answer, or has not been looked at."""
    link = item["linkId"]
    if link in wrong:
        return True
    if item.get("required"):
        return link not in answers.values
    return link not in answers.passed


def previous_page(
    definition: Document, raw: Given, number: int, today: date
) -> WalkPage | None:
    """Return the shown page before a number; None at the beginning."""
    answers = read_answers(definition, raw, today)
    before = [p for p in shown_pages(definition, answers) if p.number < number]
    return before[-1] if before else None


def remaining(definition: Document, raw: Given, number: int, today: date) -> int:
    """Return how many shown pages come after this one, as far as is known now."""
    answers = read_answers(definition, raw, today)
    return sum(page.number > number for page in shown_pages(definition, answers))
