"""From what was sent to clean answers: which questions are shown, what is wrong."""

from dataclasses import dataclass, field
from datetime import date

from trials.selfcheck.cleaning import AnswerError, clean_answer
from trials.selfcheck.enabling import is_enabled
from trials.selfcheck.numbers import Value
from trials.selfcheck.parts import Document, Given, Item

QUESTIONS = {"choice", "integer", "decimal", "quantity", "date"}


@dataclass(frozen=True)
class Placed:
    """An item with the groups it stands in, outermost first."""

    item: Item
    parents: tuple[Item, ...]


@dataclass
class Answers:
    """Clean values of the shown questions; `passed` also those left blank."""

    shown: dict[str, Item] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    errors: list[dict[str, str]] = field(default_factory=list)
    # The codes that say "not known", for every kind of question.
    unknown_codes: frozenset[str] = frozenset()


def flatten(items: list[Item], parents: tuple[Item, ...] = ()) -> list[Placed]:
    """Return all items in order, each with its groups."""
    placed: list[Placed] = []
    for item in items:
        placed.append(Placed(item, parents))
        placed += flatten(item.get("item", []), (*parents, item))
    return placed


def read_answers(definition: Document, raw: Given, today: date) -> Answers:
    """Go through the questions in order; answers of hidden ones are dropped first."""
    answers = Answers(unknown_codes=frozenset(definition.get("unknownCodes", [])))
    hidden_groups: set[str] = set()
    known: set[str] = set()
    for placed in flatten(definition["items"]):
        item, link = placed.item, placed.item["linkId"]
        known.add(link)
        is_hidden = any(p["linkId"] in hidden_groups for p in placed.parents)
        if is_hidden or not is_enabled(item, answers.values):
            hidden_groups.add(link)
        elif item["type"] in QUESTIONS:
            take_answer(item, raw, answers, today)
    strange = [str(link) for link in raw if link not in known]
    answers.errors += [{"item": link, "code": "unknown_item"} for link in strange]
    return answers


def take_answer(item: Item, raw: Given, answers: Answers, today: date) -> None:
    """Put one shown question's answer among the clean ones, or its error."""
    link = item["linkId"]
    answers.shown[link] = item
    if link in raw:
        answers.passed.add(link)
    try:
        value = clean_answer(item, raw.get(link), today, answers.unknown_codes)
    except AnswerError as error:
        answers.errors.append({"item": link, "code": str(error)})
        return
    if value is not None:
        answers.values[link] = value
