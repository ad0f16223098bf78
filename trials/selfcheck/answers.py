"""From what was sent to clean answers: which questions are shown, what is wrong."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from trials.selfcheck.numbers import Range, converted, read_date, read_number
from trials.selfcheck.parts import AskedWhen, Document, Given, Item, Unit

Value = str | list[str] | Range | tuple[date, date]
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


class AnswerError(ValueError):
    """A value that cannot be taken; `str()` is the error's code."""


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
        if is_hidden or not is_enabled(item, answers):
            hidden_groups.add(link)
        elif item["type"] in QUESTIONS:
            take_answer(item, raw, answers, today)
    for link in raw:
        if link not in known:
            answers.errors.append({"item": str(link), "code": "unknown_item"})
    return answers


def take_answer(item: Item, raw: Given, answers: Answers, today: date) -> None:
    """Put one shown question's answer among the clean ones, or its error."""
    link = item["linkId"]
    answers.shown[link] = item
    if link in raw:
        answers.passed.add(link)
    try:
        value = clean(item, raw.get(link), today, answers.unknown_codes)
    except AnswerError as error:
        answers.errors.append({"item": link, "code": str(error)})
        return
    if value is not None:
        answers.values[link] = value


def clean(
    item: Item, raw: Any, today: date, unknown_codes: frozenset[str] = frozenset()
) -> Value | None:
    """Return one answer's value, None for none; raises AnswerError.

    A number or a date may also be answered with a code that says "not known".
    """
    if raw is None or raw in ("", []):
        return None
    if item["type"] == "choice":
        return clean_choice(item, raw)
    if isinstance(raw, str) and raw in unknown_codes:
        return raw
    return clean_measure(item, raw, today)


def clean_measure(item: Item, raw: Any, today: date) -> Value | None:
    """Return a number, a quantity or a date; not one beside "not known"."""
    if isinstance(raw, dict) and raw.get("both"):
        raise AnswerError("both")
    if item["type"] == "date":
        return clean_date(item, raw, today)
    if item["type"] == "quantity":
        return clean_quantity(item, raw)
    return clean_number(item, raw)


def clean_choice(item: Item, raw: Any) -> str | list[str]:
    """Return the chosen code or codes."""
    options = {option["code"]: option for option in item["answerOption"]}
    codes: list[str] = raw if isinstance(raw, list) else [raw]
    if not all(isinstance(code, str) and code in options for code in codes):
        raise AnswerError("option")
    if not item.get("repeats"):
        if len(codes) != 1:
            raise AnswerError("option")
        return codes[0]
    chosen = list(dict.fromkeys(codes))
    if len(chosen) > 1 and any(options[code].get("exclusive") for code in chosen):
        raise AnswerError("exclusive")
    return chosen


def clean_number(item: Item, raw: Any) -> Range:
    """Return an integer or decimal within its limits."""
    value = number_or_raise(raw)
    if item["type"] == "integer":
        must_be_whole(value)
    within_limits(value, item)
    return Range(value, value, item.get("unit", {}).get("code", ""))


def clean_quantity(item: Item, raw: Any) -> Range | None:
    """Return a value with a unit; completed years are a whole year wide."""
    if not isinstance(raw, dict):
        raise AnswerError("number")
    if raw.get("value") in (None, ""):
        return None
    value = number_or_raise(raw["value"])
    units = {option["code"]: option for option in item["unitOption"]}
    unit = raw.get("unit") or (next(iter(units)) if len(units) == 1 else "")
    if not isinstance(unit, str) or unit not in units:
        raise AnswerError("unit")
    is_completed = item.get("precision") == "completed"
    if is_completed:
        must_be_whole(value)
    within_limits(value, units[unit])
    return Range(value, value + is_completed, unit, is_open=is_completed)


def clean_date(item: Item, raw: Any, today: date) -> tuple[date, date]:
    """Return the days that a date may mean."""
    days = read_date(raw)
    if days is None:
        raise AnswerError("date")
    if days[0] > today and not item.get("allowFuture"):
        raise AnswerError("future")
    return days


def number_or_raise(raw: Any) -> Decimal:
    """Return a number or raise."""
    value = read_number(raw)
    if value is None:
        raise AnswerError("number")
    return value


def must_be_whole(value: Decimal) -> None:
    """Raise where there is a part of one."""
    if value % 1:
        raise AnswerError("whole")


def within_limits(value: Decimal, limits: Item | Unit) -> None:
    """Raise outside what is plausible."""
    low, high = limits.get("minValue"), limits.get("maxValue")
    if low is not None and value < Decimal(str(low)):
        raise AnswerError("range")
    if high is not None and value > Decimal(str(high)):
        raise AnswerError("range")


def is_enabled(item: Item, answers: Answers) -> bool:
    """Whether an item's own conditions hold, as FHIR R4 defines them."""
    conditions = item.get("enableWhen")
    if not conditions:
        return True
    holds = [condition_holds(condition, answers) for condition in conditions]
    return any(holds) if item.get("enableBehavior") == "any" else all(holds)


def condition_holds(condition: AskedWhen, answers: Answers) -> bool:
    """Whether one condition holds; "!=" does without an answer."""
    value = answers.values.get(condition["question"])
    operator = condition["operator"]
    if operator == "exists":
        return (value is not None) == condition["answerBoolean"]
    if value is None:
        return operator == "!="
    if "answerCode" in condition:
        codes = value if isinstance(value, list) else [value]
        return (condition["answerCode"] in codes) == (operator == "=")
    if isinstance(value, Range):
        return range_holds(value, operator, condition)
    return days_hold(value, operator, condition)


def range_holds(value: Range, operator: str, condition: AskedWhen) -> bool:
    """Compare a number or quantity; only what is certain holds."""
    quantity = condition.get("answerQuantity")
    limit = quantity["value"] if quantity else None
    limit = condition.get("answerInteger", limit)
    limit = condition.get("answerDecimal", limit)
    if limit is None:
        return False
    wanted = Decimal(str(limit))
    unit = quantity.get("code") if quantity else None
    if unit:
        in_unit = converted(wanted, unit, value.unit)
        if in_unit is None:
            return False
        wanted = in_unit
    return value.compared(operator, wanted) is True


def days_hold(value: Any, operator: str, condition: AskedWhen) -> bool:
    """Compare a date; only what is certain holds."""
    limit = read_date(condition.get("answerDate"))
    if limit is None or not isinstance(value, tuple):
        return False
    first, last = (Decimal(day.toordinal()) for day in value)
    return Range(first, last).compared(operator, Decimal(limit[0].toordinal())) is True
