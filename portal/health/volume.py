"""Whether less comes than usual: nothing where by all odds something should have."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from contacts.mail.models.posts import PostKind, RawPost
from contacts.models import Enquiry, OutgoingEmail, Purpose, from_now
from trials.models import StudyNews

# What is usual is what came in so many days before.
USUAL_DAYS = 28
# Where so many are to be expected, none at all is chance once in a thousand times.
EXPECTED = 7
# The longest silence that is waited for.
MOST_DAYS = 7


def silence_days(usual: int) -> int | None:
    """Return after how many days without any something is wrong; None: nobody knows.

    `usual` came in `USUAL_DAYS`.
    """
    for days in range(1, MOST_DAYS + 1):
        if usual * days >= EXPECTED * USUAL_DAYS:
            return days
    return None


def silent_for(rows: QuerySet[Any], field: str) -> int | None:
    """Return for how many days none has come although many do; None: all is well."""
    before = timedelta(days=USUAL_DAYS + MOST_DAYS)
    recent = {f"{field}__gt": from_now(-timedelta(days=MOST_DAYS))}
    usual = rows.filter(**{f"{field}__gt": from_now(-before)}).exclude(**recent)
    days = silence_days(usual.count())
    if days is None:
        return None
    came = rows.filter(**{f"{field}__gt": from_now(-timedelta(days=days))})
    return None if came.exists() else days


def enquiries_missing() -> int | None:
    """Return for how many days no family has written, against the usual."""
    return silent_for(Enquiry.objects.real(), "created_at")


def letters_missing() -> int | None:
    """Return for how many days no e-mail has come in, against the usual."""
    return silent_for(RawPost.objects.filter(kind=PostKind.LETTER), "came_at")


def alerts_missing() -> int | None:
    """Return for how many days no alert was sent although studies changed."""
    alerts = OutgoingEmail.objects.filter(purpose=Purpose.ALERTS)
    days = silent_for(alerts, "created_at")
    # What was found a moment ago is about to be sent.
    since, till = timedelta(days=days or 0), timedelta(hours=1)
    news = StudyNews.objects.filter(
        happened_at__gt=from_now(-since), happened_at__lte=from_now(-till)
    )
    return days if days and news.exists() else None
