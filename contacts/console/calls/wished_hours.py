"""The hour in what a family wrote of when it may be called. Pure.

Days and times are written in any way; an hour is only taken where it stands as one.
"""

import re
from datetime import time

from portal.lib.text import fold_width

CLOCK = re.compile(
    r"(?P<later>下午|晚上|傍晚|晚|午後|夜)?\s*(?<!\d)(?P<hour>[01]?\d|2[0-4])"
    r"(?:\s*(?:[:.h]|uhr|点|點|时|時)\s*(?P<minute>[0-5]\d(?!\d)|半))?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?|uhr\b|h\b|点|點|时|時)?",
    re.IGNORECASE,
)


def wished_hour(text: str) -> time | None:
    """Return the first hour that somebody named; None where none is one for sure."""
    for found in CLOCK.finditer(fold_width(text)):
        minute, half = found["minute"], (found["half"] or "").lower()
        if minute or half:
            hour = hour_of_day(int(found["hour"]), half, is_later=bool(found["later"]))
            return time(hour % 24, 30 if minute == "半" else int(minute or 0))
    return None


def hour_of_day(hour: int, half: str, *, is_later: bool) -> int:
    """Return the hour of 24."""
    if half.startswith("a"):
        return hour % 12
    if (half.startswith("p") or is_later) and hour < 12:
        return hour + 12
    return hour
