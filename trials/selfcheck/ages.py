"""How old somebody is, whatever the question about it is called. Pure."""

from datetime import date
from decimal import Decimal
from typing import Any

from trials.selfcheck.answers import Answers
from trials.selfcheck.expressions import expressions
from trials.selfcheck.logic import age_range
from trials.selfcheck.numbers import Range, converted

DAYS_OF_MONTH = Decimal("365.25") / 12
YEARS = "a"


def age_question(definition: dict[str, Any]) -> str:
    """Return the question that a rule compares with years; "" where none does."""
    return next(
        (
            one["item"]
            for _where, one in expressions(definition)
            if one["op"] == "compare" and one.get("unit") == YEARS
        ),
        "",
    )


def age_in_days(
    definition: dict[str, Any], answers: Answers, today: date
) -> tuple[int, int] | None:
    """Return the first and the last day of life that the answer may mean, if known.

    From the first birthday on the first day is a birthday: a trial "up to 17 years"
    takes people to the end of that year.
    """
    value = answers.values.get(age_question(definition))
    if isinstance(value, tuple):
        value = age_range(value, today)
    if not isinstance(value, Range):
        return None
    months = [converted(end, value.unit, "mo") for end in (value.low, value.high)]
    if None in months:
        return None
    low, high = months
    if low >= 12:
        low -= low % 12
    return int(low * DAYS_OF_MONTH), int(high * DAYS_OF_MONTH)
