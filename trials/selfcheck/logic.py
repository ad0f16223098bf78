"""Rules with three values (Kleene): true, false, and None for "cannot tell"."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trials.selfcheck.answers import Answers
from trials.selfcheck.numbers import (
    Range,
    age_in_months,
    converted,
    days_before,
    months_before,
)
from trials.selfcheck.parts import Expression

Truth = bool | None


@dataclass(frozen=True)
class Facts:
    """What a rule may look at."""

    answers: Answers
    unknown_codes: frozenset[str]
    today: date


def truth(expression: Expression, facts: Facts) -> Truth:
    """Return what an expression comes to; pure, and it never raises on answers."""
    return OPERATORS[expression["op"]](expression, facts)


def every(values: Iterable[Truth]) -> Truth:
    """Kleene's and: one false decides, else one unknown spreads."""
    seen_unknown = False
    for value in values:
        if value is False:
            return False
        seen_unknown |= value is None
    return None if seen_unknown else True


def negated(value: Truth) -> Truth:
    """Kleene's not."""
    return None if value is None else not value


def some(values: Iterable[Truth]) -> Truth:
    """Kleene's or."""
    return negated(every(negated(value) for value in values))


def codes_of(expression: Expression, facts: Facts) -> list[str]:
    """Return the chosen codes of a question, none where it was not answered."""
    value = facts.answers.values.get(expression["item"])
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) else []


def answered(expression: Expression, facts: Facts) -> Truth:
    """A code in `true` or `false`; every other code cannot tell."""
    codes = codes_of(expression, facts)
    if any(code in expression["true"] for code in codes):
        return True
    return False if codes and all(c in expression["false"] for c in codes) else None


def ticked(expression: Expression, facts: Facts) -> Truth:
    """Ticked is true; not ticked is false, unless "Not sure" is ticked too."""
    codes = codes_of(expression, facts)
    if expression["code"] in codes:
        return True
    is_unsure = any(code in facts.unknown_codes for code in codes)
    return None if not codes or is_unsure else False


def counted(expression: Expression, facts: Facts) -> Truth:
    """The number of ticks as a range: what is ticked, up to what may be."""
    codes = codes_of(expression, facts)
    if not codes:
        return None
    sure = sum(code in expression["codes"] for code in codes)
    most = sure + sum(code in expression.get("maybe", []) for code in codes)
    if any(code in facts.unknown_codes for code in codes):
        most = len(expression["codes"]) + len(expression.get("maybe", []))
    limit = Decimal(expression["value"])
    return Range(Decimal(sure), Decimal(most)).compared(expression["cmp"], limit)


def compared(expression: Expression, facts: Facts) -> Truth:
    """A number, a quantity, or the age that a birth date gives."""
    value = facts.answers.values.get(expression["item"])
    limit = Decimal(str(expression["value"]))
    unit = expression.get("unit", "")
    if isinstance(value, tuple):
        value = age_range(value, facts.today)
    if not isinstance(value, Range):
        return None
    if unit and value.unit:
        in_unit = converted(limit, unit, value.unit)
        if in_unit is None:
            return None
        limit = in_unit
    return value.compared(expression["cmp"], limit)


def age_range(born: tuple[date, date], today: date) -> Range:
    """Return the ages that a birth date may mean, in months."""
    youngest, oldest = (age_in_months(day, today) for day in (born[1], born[0]))
    return Range(youngest, oldest, "mo")


def happened(expression: Expression, facts: Facts) -> Truth:
    """Whether a day lies within a window that ends today; both ends count."""
    value = facts.answers.values.get(expression["item"])
    if not isinstance(value, tuple):
        return None
    opens = window_start(facts.today, expression["value"], expression["unit"])
    if value[0] >= opens and value[1] <= facts.today:
        return True
    return False if value[1] < opens or value[0] > facts.today else None


def window_start(today: date, count: int, unit: str) -> date:
    """Return the first day of a window; calendar months, weeks of seven days."""
    if unit in {"mo", "a"}:
        return months_before(today, count * (12 if unit == "a" else 1))
    return days_before(today, count * (7 if unit == "wk" else 1))


OPERATORS: dict[str, Callable[[Expression, Facts], Truth]] = {
    "const": lambda expression, facts: expression["value"],
    "all": lambda e, facts: every(truth(arg, facts) for arg in e["args"]),
    "any": lambda e, facts: some(truth(arg, facts) for arg in e["args"]),
    "not": lambda e, facts: negated(truth(e["arg"], facts)),
    "answer": answered,
    "has": ticked,
    "count": counted,
    "compare": compared,
    "within": happened,
}
