"""How pages write a time: in UTC, for scripts to put into the reader's own zone."""

from datetime import UTC, datetime

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter("moment")
def write_moment(time: datetime | str | None) -> SafeString | str:
    """Return a time as an element that static/js/times.js reads; "" for none.

    A template hands on "" where a row that should hold the time does not exist.
    """
    if not time:
        return ""
    time = time.astimezone(UTC)
    words = date_format(time, "DATETIME_FORMAT")
    return format_html(
        '<time datetime="{}">{} UTC</time>', time.isoformat(timespec="seconds"), words
    )
