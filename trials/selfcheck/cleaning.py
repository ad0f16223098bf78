"""One answer as it was sent becomes a clean value, or an error. Pure."""

from datetime import date
from decimal import Decimal
from typing import Any

from trials.selfcheck.numbers import Range, Value, read_date, read_number
from trials.selfcheck.parts import Item, Unit


class AnswerError(ValueError):
    """A value that cannot be taken; `str()` is the error's code."""


def clean_answer(
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
