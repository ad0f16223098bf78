"""When something is measured: simple time frames in words, all others as they are."""

import re
from typing import Literal

from babel.units import format_unit
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from portal.lib.cldr import locale
from trials.plain.names import digits, language_now, quoted

Length = Literal["long", "short"]
UNITS = {
    **dict.fromkeys(("minute", "min"), "minute"),
    **dict.fromkeys(("hour", "hr", "h"), "hour"),
    "day": "day",
    **dict.fromkeys(("week", "wk"), "week"),
    **dict.fromkeys(("month", "mo"), "month"),
    **dict.fromkeys(("year", "yr"), "year"),
}
UNIT = r"(minute|min|hour|hr|day|week|wk|month|mo|year|yr)s?\.?"
NUMBER = r"(\d{1,4})"
AMOUNT = re.compile(
    rf"(?:(at|after|over|up to|through|during|within|until|for) )?{NUMBER}[ -]?{UNIT}",
    re.IGNORECASE,
)
ORDINAL = re.compile(rf"(?:at )?{UNIT} {NUMBER}", re.IGNORECASE)
FROM_START = re.compile(
    rf"(?:from )?baseline (?:up )?to (?:(?P<ordinal>{UNIT} {NUMBER})"
    rf"|(?P<amount>{NUMBER}[ -]?{UNIT}))",
    re.IGNORECASE,
)
TIMES = {
    "": _("for %(time)s"),
    "for": _("for %(time)s"),
    "until": _("until %(time)s"),
    "at": _("at %(time)s"),
    "up to": _("up to %(time)s"),
    **dict.fromkeys(("within", "over", "during", "through"), _("within %(time)s")),
    "after": _("after %(time)s"),
}
ORDINALS = {
    "minute": _("minute %(n)s"),
    "hour": _("hour %(n)s"),
    "day": _("day %(n)s"),
    "week": _("week %(n)s"),
    "month": _("month %(n)s"),
    "year": _("year %(n)s"),
}
TO_ORDINAL = _("from the start to %(time)s")
TO_AMOUNT = _("from the start to %(time)s after it")
IN_RECORD = _("time in the record: %(time)s")
NOT_FOUND = _("no time in the field for it")


def frame_words(text: str) -> str:
    """Return a time frame in words, or quoted where it is no simple one."""
    squeezed = " ".join(text.split()).rstrip(".")
    if not squeezed:
        return gettext(NOT_FOUND)
    return simple_frame(squeezed) or gettext(IN_RECORD) % {"time": quoted(squeezed)}


def simple_frame(text: str) -> str:
    """Return the words of a whole simple time frame, else ""."""
    if match := AMOUNT.fullmatch(text):
        time = amount(match[2], match[3])
        return gettext(TIMES[(match[1] or "").lower()]) % {"time": time}
    if match := ORDINAL.fullmatch(text):
        return ordinal(match[1], match[2])
    if match := FROM_START.fullmatch(text):
        return from_start(match)
    return ""


def from_start(match: re.Match[str]) -> str:
    """Return "from the start to week 12"."""
    if match["ordinal"]:
        unit, number = match["ordinal"].split()
        return gettext(TO_ORDINAL) % {"time": ordinal(unit, number)}
    found = AMOUNT.fullmatch(match["amount"])
    time = amount(found[2], found[3]) if found else ""
    return gettext(TO_AMOUNT) % {"time": time}


def known_unit(text: str) -> str:
    """Return the unit that "wks" stands for."""
    lower = text.lower().rstrip(".")
    return UNITS.get(lower) or UNITS[lower.removesuffix("s")]


def amount(number: str, unit: str) -> str:
    return units(int(number), known_unit(unit))


def ordinal(unit: str, number: str) -> str:
    form = gettext(ORDINALS[known_unit(unit)])
    return form % {"n": digits(int(number))}


def units(number: int, unit: str) -> str:
    """Return "6 months" as CLDR has it; where a language has one form, that."""
    where, name = locale(language_now()), f"duration-{unit}"
    is_long = "long" in where.unit_display_names.get(name, {})
    length: Literal["long", "short"] = "long" if is_long else "short"
    text: str = format_unit(number, name, length, locale=where)
    return text
