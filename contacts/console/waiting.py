"""Since when families wait: for the figures."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Count, Min, Q, Window
from django.db.models.functions import Lag

from contacts.console.figures import AGES, Waiting
from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.models import Author, Message


def count_waiting(enquiries: EnquiryQuerySet, now: datetime) -> Waiting:
    """Count the waiting, each from its first message that nobody has answered."""
    # None of them is closed; said again, a small index has all that is asked.
    waiting = enquiries.waiting().filter(closed_at__isnull=True).order_by()
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
    for enquiry, at in answers_to_teams(enquiries) if since else ():
        if enquiry in since:
            since[enquiry] = max(at, since[enquiry])
    return list(since.values())


def answers_to_teams(enquiries: EnquiryQuerySet) -> Iterator[tuple[int, datetime]]:
    """Yield each message that a family wrote right after its team, with its time."""
    turn = Window(Lag("author"), partition_by="enquiry", order_by=["created_at", "pk"])
    said = Message.objects.filter(enquiry__in=enquiries.values("pk")).order_by()
    rows = said.annotate(author_before=turn).filter(author_before=Author.SITE_TEAM)
    # Not by the filter: the window would then see the families' messages alone.
    for enquiry, author, at in rows.values_list("enquiry", "author", "created_at"):
        if author == Author.ENQUIRER:
            yield enquiry, at
