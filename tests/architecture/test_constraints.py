"""What a CHECK says it says also where a value is missing.

A comparison with NULL is neither true nor false, and a database refuses only what is
false. So a condition must come to true or false whichever nullable columns are empty.
"""

from itertools import product

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, F, Model, Q

OURS = {"contacts", "trials", "portal", "audit", "hospital"}
Leaf = tuple[str, object]


def checks() -> list[tuple[type[Model], CheckConstraint]]:
    return [
        (model, one)
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in OURS
        for one in model._meta.constraints
        if isinstance(one, CheckConstraint)
    ]


def leaves(condition: Q) -> list[Leaf]:
    found: list[Leaf] = []
    for child in condition.children:
        found += leaves(child) if isinstance(child, Q) else [child]
    return found


def columns(leaf: Leaf) -> set[str]:
    """Return the columns that a comparison reads, on either side."""
    said = {leaf[0].partition("__")[0]}
    return said | ({leaf[1].name} if isinstance(leaf[1], F) else set())


def worth(condition: Q, values: dict[str, bool | None]) -> bool | None:
    """Return what a condition comes to: true, false, or (None) neither."""
    each = [
        worth(child, values) if isinstance(child, Q) else values[str(child)]
        for child in condition.children
    ]
    if condition.connector == Q.OR:
        whole = True if True in each else None if None in each else False
    elif condition.connector == Q.XOR:
        whole = None if None in each else sum(map(bool, each)) % 2 == 1
    else:
        whole = False if False in each else None if None in each else True
    return not whole if condition.negated and whole is not None else whole


def possible(leaf: Leaf, empty: set[str]) -> tuple[bool | None, ...]:
    """Return what a comparison can come to while some columns are empty."""
    if leaf[0].endswith("__isnull"):
        return ((leaf[0].partition("__")[0] in empty) is leaf[1],)
    return (None,) if columns(leaf) & empty else (True, False)


def holes(condition: Q, nullable: set[str]) -> list[set[str]]:
    """Return which columns, empty together, let a condition say neither yes nor no."""
    said = {str(leaf): leaf for leaf in leaves(condition)}
    found = []
    asked = sorted(nullable)
    for chosen in product((False, True), repeat=len(asked)):
        empty = {name for name, is_in in zip(asked, chosen, strict=True) if is_in}
        each = [possible(leaf, empty) for leaf in said.values()]
        if any(
            worth(condition, dict(zip(said, values, strict=True))) is None
            for values in product(*each)
        ):
            found.append(empty)
    return found


def nullable_columns(model: type[Model], condition: Q) -> set[str]:
    named = {name for leaf in leaves(condition) for name in columns(leaf)}
    return {name for name in named if model._meta.get_field(name).null}


@pytest.mark.parametrize(
    ("model", "check"), checks(), ids=lambda one: getattr(one, "name", None)
)
def test_no_check_is_silent_about_what_is_missing(model, check):
    condition = check.condition
    assert holes(condition, nullable_columns(model, condition)) == []


def test_the_checks_are_found():
    assert len(checks()) > 15


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (Q(year__isnull=True) | Q(year__isnull=False, month__gt=0), [{"month"}]),
        (Q(month__range=(1, 12)), [{"month"}, {"month", "year"}]),
        (Q(month__isnull=True) | Q(month__gt=0), []),
        (Q(year__isnull=True) | Q(month__lte=F("year")), [{"month"}]),
    ],
)
def test_a_hole_is_seen(condition, found):
    assert holes(condition, {"month", "year"}) == found
