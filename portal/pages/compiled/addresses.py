"""Addresses of studies' and families' pages: each put together once for all numbers.

A family's word is no other to an address than a study's number is: only it is new.
"""

import re

from django.urls import get_resolver, get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

# What stands in an address as it is; two of the same letters have the same address
# around them.
NUMBER, FIGURE = re.compile("[A-Za-z0-9]+"), re.compile("[0-9]")
# The word of a secret link, which no two have in common: all are known as one, and
# none is kept. One without a letter might be a number.
WORD, ANY_WORD = re.compile("(?=[0-9]{0,63}[a-f])[0-9a-f]{64}"), "word"
known: dict[tuple[object, ...], tuple[str, str] | None] = {}


def numbered_address(view: str, number: str, name: str = "") -> str:
    """Return where a view of a number is, as `reverse` does.

    By all that an address depends on; the resolver itself is part of the key. `name`:
    what the view calls the number, where it is asked for by that.
    """
    if not NUMBER.fullmatch(number):
        return put_together(view, number, name)
    place = get_resolver(get_urlconf()), get_script_prefix(), get_language()
    key = *place, view, name, known_number(number)
    if key not in known:
        known[key] = around(number, put_together(view, number, name))
    found = known[key]
    if found is None:
        return put_together(view, number, name)
    return found[0] + number + found[1]


def put_together(view: str, number: str, name: str) -> str:
    """Return what Django makes of it."""
    if name:
        return reverse(view, kwargs={name: number})
    return reverse(view, args=[number])


def known_number(number: str) -> str:
    """Return by what the address around a number is known."""
    return ANY_WORD if WORD.fullmatch(number) else FIGURE.sub("0", number)


def around(number: str, address: str) -> tuple[str, str] | None:
    """Return what stands before and after it; None where it stands there twice."""
    parts = address.split(number)
    return (parts[0], parts[1]) if len(parts) == 2 else None
