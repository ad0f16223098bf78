"""How long something is, in words. Pure but for the language."""

from datetime import timedelta

from django.utils.translation import ngettext

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def duration_in_words(length: timedelta) -> str:
    """Return "30 days" or "1 hour"."""
    if length < DAY:
        many = round(length / HOUR)
        return ngettext("%(count)d hour", "%(count)d hours", many) % {"count": many}
    many = length.days
    return ngettext("%(count)d day", "%(count)d days", many) % {"count": many}
