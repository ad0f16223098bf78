"""Since when families wait: for the figures."""

from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Count, Min, Q

from contacts.console.figures import AGES, Waiting
from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.models import Author, Message


def count_waiting(enquiries: EnquiryQuerySet, now: datetime) -> Waiting:
    """Count the waiting, each from its first message that nobody has answered."""
    waiting = enquiries.waiting().order_by()
    never_answered = waiting.filter(first_answered_at__isnull=True)
    again = waiting.filter(first_answered_at__isnull=False)
    return count_never_answered(never_answered, now) + Waiting.counted(
        asked_again_since(again), now
    )


def count_never_answered(enquiries: EnquiryQuerySet, now: datetime) -> Waiting:
    """Count those that wait since they came, in the database: they may be many."""
    up_to = {
        f"within_{days}": Count(
            "pk", filter=Q(created_at__gte=now - timedelta(days=days))
        )
        for days in AGES
    }
    found = enquiries.aggregate(oldest=Min("created_at"), all=Count("pk"), **up_to)
    counts = [0, *(found[name] for name in up_to), found["all"]]
    ages = [more - few for few, more in pairwise(counts)]
    return Waiting(ages, found["oldest"])


def asked_again_since(enquiries: EnquiryQuerySet) -> list[datetime]:
    """Return since when each waits that had an answer, or talked by telephone."""
    since = dict(enquiries.values_list("pk", "created_at"))
    if not since:
        return []
    said = Message.objects.filter(enquiry__in=enquiries.values("pk"))
    rows = said.order_by("created_at", "pk")
    spoke_last: dict[int, str] = {}
    for enquiry, author, at in rows.values_list("enquiry", "author", "created_at"):
        answered = spoke_last.get(enquiry) == Author.SITE_TEAM
        if author == Author.ENQUIRER and answered and enquiry in since:
            since[enquiry] = at
        spoke_last[enquiry] = author
    return list(since.values())
