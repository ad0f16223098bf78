"""Since when families wait: for the figures."""

from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from contacts.console.figures import AGES, Waiting
from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.models import Author, Message


def count_waiting(enquiries: EnquiryQuerySet, now: datetime) -> Waiting:
    """Count the waiting, each from its first message that nobody has answered."""
    # None of them is closed; said again, a small index has all that is asked.
    waiting = enquiries.waiting().filter(closed_at__isnull=True).order_by()
    never_answered = waiting.filter(first_answered_at__isnull=True)
    again = waiting.filter(first_answered_at__isnull=False)
    since = again.values_list(asked_again_at(), flat=True)
    return count_never_answered(never_answered, now) + Waiting.counted(since, now)


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


def asked_again_at() -> Coalesce:
    """Return when a family wrote that had an answer; that may have been by telephone.

    It is the last of its messages that came right after one of the team.
    """
    said = Message.objects.filter(enquiry=OuterRef("pk"), author=Author.ENQUIRER)
    asked = said.annotate(author_before=author_before()).filter(
        author_before=Author.SITE_TEAM
    )
    last = asked.order_by("-created_at", "-pk").values("created_at")[:1]
    return Coalesce(Subquery(last), F("created_at"))


def author_before() -> Subquery:
    """Return who wrote the message before one."""
    of_the_same = Message.objects.filter(enquiry=OuterRef("enquiry"))
    earlier = Q(created_at__lt=OuterRef("created_at"))
    just_earlier = Q(created_at=OuterRef("created_at"), pk__lt=OuterRef("pk"))
    before: QuerySet[Message] = of_the_same.filter(earlier | just_earlier)
    return Subquery(before.order_by("-created_at", "-pk").values("author")[:1])
