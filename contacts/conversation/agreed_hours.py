"""The hour of an agreed call in words, by one clock or by two."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location
from django.utils.formats import time_format
from django.utils.translation import get_language

from contacts.models import AgreedCall
from portal.lib.cldr import locale


def hour_words(call: AgreedCall) -> str:
    """Return day, hour and by whose clock: "Tuesday, December 1, 18:00 (Berlin)"."""
    names = locale(get_language())
    city = get_timezone_location(call.zone, locale=names, return_city=True)
    day = format_date(call.local, "full", names)
    return f"{day}, {clock_at(call.at, call.zone)} ({city})"


def clock_at(at: datetime, zone: str) -> str:
    """Return the hour on the clock of a zone."""
    return str(time_format(at.astimezone(ZoneInfo(zone)).time(), "TIME_FORMAT"))
