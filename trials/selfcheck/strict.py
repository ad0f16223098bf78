"""JSON that a program may work with: finite numbers, whole characters, some depth."""

import json
from typing import Any

DEEPEST = 60
LARGEST_NUMBER = 10**15


class TooDeepError(ValueError):
    """Nested deeper than any form or document is."""


def read_json(raw: bytes | str) -> Any:
    """Return what a text holds; raises ValueError, and TooDeepError for depth."""
    try:
        found = json.loads(raw)
    except RecursionError:
        raise TooDeepError from None
    check_json(found)
    return found


def check_json(found: Any) -> None:
    """Raise ValueError for what no database and no calculation can take."""
    level = [found]
    for _depth in range(DEEPEST):
        deeper: list[Any] = []
        for node in level:
            if isinstance(node, dict):
                deeper += [*node.keys(), *node.values()]
            elif isinstance(node, list):
                deeper += node
            else:
                check_value(node)
        level = deeper
        if not level:
            return
    raise TooDeepError


def check_value(value: Any) -> None:
    """Raise for half a character, for U+0000, and for numbers without an end."""
    if isinstance(value, str):
        value.encode()
        if "\x00" in value:
            raise ValueError("U+0000")
    # Not a number is not below anything either.
    if isinstance(value, int | float) and not abs(value) < LARGEST_NUMBER:
        raise ValueError("number")
