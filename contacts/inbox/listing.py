"""Which enquiries the console lists, and in which order."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, Subquery

from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.inbox.searching import found
from contacts.models import (
    AgreedCall,
    Author,
    Enquiry,
    EnquiryState,
    Message,
    OutgoingEmail,
    Team,
)

CAP = 100


def list_enquiries(
    user: User, asked: dict[str, str], now: datetime, start: int, count: int
) -> tuple[list[Enquiry], int]:
    """Return `count` of the enquiries that a person asked for, from the `start`th on.

    And how many a search found; of a tab nobody counts them.

    The order is read from an index that holds nothing else; only then are the rows
    of one page fetched with all that their lines say.
    """
    visible = seen_by(user, asked["team"])
    many = 0
    if asked["q"]:
        all_keys = found(visible, asked["q"])
        keys, many = all_keys[start : start + count], len(all_keys)
    else:
        lists = tab(visible, asked["show"], user, now)
        keyed = [one.values_list("pk", flat=True) for one in lists]
        keys = stretch(keyed, start, count)
    rows = with_details(Enquiry.objects.filter(pk__in=keys)).in_bulk()
    return [rows[key] for key in keys], many


def stretch(lists: list, start: int, count: int) -> list[int]:
    """Return a stretch of several lists that stand one behind the other.

    A list is counted only where the stretch begins behind its end.
    """
    keys: list[int] = []
    for one in lists:
        here = list(one[start : start + count])
        keys += here
        count -= len(here)
        if not count:
            break
        if start:
            start = 0 if here else max(0, start - one.order_by().count())
    return keys


def seen_by(user: User, team: str) -> EnquiryQuerySet:
    """Return the enquiries that a person may see, of one team where one is chosen."""
    visible = Enquiry.objects.visible_to(user)
    if not team:
        return visible
    links = Team.sites.through.objects.filter(team=team)
    # Ids and not a subquery, as in `sites_of`: few of many are found by an index.
    return visible.filter(site__in=list(links.values_list("studysite", flat=True)))


def tab(
    visible: EnquiryQuerySet, show: str, user: User, now: datetime
) -> list[EnquiryQuerySet]:
    """Return the enquiries of one tab in its order: one list behind the other."""
    newest = ("-created_at", "-pk")
    answered = visible.filter(state=EnquiryState.ANSWERED).order_by(*newest)
    tabs = {
        "waiting": lambda: [
            visible.waiting().awake(now).by_urgency(),
            answered.awake(now),
        ],
        "mine": lambda: [visible.open().filter(owner=user).by_urgency()],
        "unread": lambda: [visible.open().unread().by_urgency()],
        "snoozed": lambda: [
            visible.open().filter(snoozed_until__gt=now).order_by("snoozed_until", "pk")
        ],
        "answered": lambda: [answered],
        "closed": lambda: [visible.filter(state=EnquiryState.CLOSED).order_by(*newest)],
        "all": lambda: [visible.order_by(*newest)],
    }
    return tabs[show]()


def with_details(enquiries: EnquiryQuerySet) -> EnquiryQuerySet:
    """Add what a line of the list says."""
    trouble = OutgoingEmail.objects.in_trouble().filter(enquiry=OuterRef("pk"))
    said = Message.objects.filter(enquiry=OuterRef("pk"), author=Author.ENQUIRER)
    newest = said.order_by("-created_at", "-pk")
    agreed = AgreedCall.objects.still_open().filter(enquiry=OuterRef("pk"))
    return enquiries.select_related("study", "site", "owner", "team").annotate(
        has_trouble=Exists(trouble),
        last_words=Subquery(newest.values("body")[:1]),
        call_at=Subquery(agreed.values("at")[:1]),
    )


def next_due(user: User, enquiry: Enquiry, now: datetime) -> Enquiry | None:
    """Return whom to answer next: what waits longest and no colleague has."""
    waiting = Enquiry.objects.visible_to(user).waiting().awake(now)
    free = waiting.filter(Q(owner__isnull=True) | Q(owner=user))
    return free.exclude(pk=enquiry.pk).by_urgency().first()


def waiting_count(user: User, now: datetime) -> int:
    """Return how many wait for an answer, at most `CAP`: nobody counts further."""
    waiting = Enquiry.objects.visible_to(user).waiting().awake(now)
    return len(waiting.order_by().values_list("pk", flat=True)[:CAP])
