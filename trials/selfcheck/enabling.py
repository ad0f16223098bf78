"""Whether a question is shown, by the answers before it, as FHIR R4 says. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from trials.selfcheck.numbers import Range, Value, converted, read_date
from trials.selfcheck.parts import AskedWhen, Item


def is_enabled(item: Item, values: Mapping[str, Value]) -> bool:
    """Whether an item's own conditions hold, as FHIR R4 defines them."""
    conditions = item.get("enableWhen")
    if not conditions:
        return True
    holds = [condition_holds(condition, values) for condition in conditions]
    return any(holds) if item.get("enableBehavior") == "any" else all(holds)


def condition_holds(condition: AskedWhen, values: Mapping[str, Value]) -> bool:
    """Whether one condition holds; "!=" does without an answer."""
    value = values.get(condition["question"])
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
    wanted: Decimal | None = Decimal(str(limit))
    if wanted is not None and quantity and (unit := quantity.get("code")):
        wanted = converted(wanted, unit, value.unit)
    return wanted is not None and value.compared(operator, wanted) is True


def days_hold(value: Any, operator: str, condition: AskedWhen) -> bool:
    """Compare a date; only what is certain holds."""
    limit = read_date(condition.get("answerDate"))
    if limit is None or not isinstance(value, tuple):
        return False
    first, last = (Decimal(day.toordinal()) for day in value)
    return Range(first, last).compared(operator, Decimal(limit[0].toordinal())) is True
