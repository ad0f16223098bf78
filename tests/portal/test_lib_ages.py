"""The registry's ages in months; nobody who may be within a limit is shut out."""

import pytest

from portal.lib.ages import NO_LIMIT, month_index, oldest_months, youngest_months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("5 Years", 60),
        ("1 Year", 12),
        ("6 Months", 6),
        ("8 Weeks", 1),
        ("2 Days", 0),
        ("30 Minutes", 0),
        ("", 0),
        ("N/A", 0),
    ],
)
def test_the_youngest(text, months):
    assert youngest_months(text) == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("17 Years", 215),
        ("6 Months", 6),
        ("4 Weeks", 1),
        ("12 Hours", 0),
        ("", NO_LIMIT),
        ("N/A", NO_LIMIT),
    ],
)
def test_the_oldest(text, months):
    assert oldest_months(text) == months


def test_months_can_be_subtracted():
    assert month_index(2026, 6) - month_index(2021, 6) == 60
