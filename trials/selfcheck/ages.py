"""How old somebody is, whatever the question about it is called. Pure."""

from datetime import date

from portal.lib.ages import days_of_months
from trials.selfcheck.answers import Answers
from trials.selfcheck.expressions import expressions
from trials.selfcheck.logic import age_range
from trials.selfcheck.numbers import Range, converted
from trials.selfcheck.parts import Document

YEARS = "a"


def age_question(definition: Document) -> str:
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
    definition: Document, answers: Answers, today: date
) -> tuple[int, int] | None:
    """Return the first and the last day of life that the answer may mean, if known."""
    value = answers.values.get(age_question(definition))
    if isinstance(value, tuple):
        value = age_range(value, today)
    if not isinstance(value, Range):
        return None
    low, high = (converted(end, value.unit, "mo") for end in (value.low, value.high))
    return None if low is None or high is None else days_of_months(low, high)
