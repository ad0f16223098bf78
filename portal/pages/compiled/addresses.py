"""Addresses of studies' pages: each put together once, then only the number is new."""

import re

from django.urls import get_resolver, get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

# What stands in an address as it is; two of the same letters have the same address
# around them.
NUMBER, FIGURE = re.compile("[A-Za-z0-9]+"), re.compile("[0-9]")
known: dict[tuple[object, ...], tuple[str, str] | None] = {}


def numbered_address(view: str, number: str) -> str:
    """Return where a view of a study is, as `reverse` does.

    By all that an address depends on; the resolver itself is part of the key.
    """
    if not NUMBER.fullmatch(number):
        return reverse(view, args=[number])
    place = get_resolver(get_urlconf()), get_script_prefix(), get_language()
    key = *place, view, FIGURE.sub("0", number)
    if key not in known:
        known[key] = around(number, reverse(view, args=[number]))
    found = known[key]
    if found is None:
        return reverse(view, args=[number])
    return found[0] + number + found[1]


def around(number: str, address: str) -> tuple[str, str] | None:
    """Return what stands before and after it; None where it stands there twice."""
    parts = address.split(number)
    return (parts[0], parts[1]) if len(parts) == 2 else None
