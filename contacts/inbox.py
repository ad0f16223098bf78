"""Which enquiries the console lists, and in which order."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef

from contacts.models import Enquiry, EnquiryState, OutgoingEmail, Team
from contacts.models.enquiries import EnquiryQuerySet

CAP = 100


def listed(
    user: AbstractBaseUser, asked: dict[str, str], now: datetime
) -> EnquiryQuerySet:
    """Return the enquiries that a person asked for, the ones to answer first."""
    visible = Enquiry.objects.visible_to(user)
    if asked["team"]:
        sites = Team.sites.through.objects.filter(team=asked["team"])
        visible = visible.filter(site__in=sites.values("studysite"))
    if asked["q"]:
        return with_details(visible.found(asked["q"]).order_by("-created_at", "-pk"))
    return with_details(tab(visible, asked["show"], user, now))


def tab(
    visible: EnquiryQuerySet, show: str, user: AbstractBaseUser, now: datetime
) -> EnquiryQuerySet:
    """Return the enquiries of one tab in its order."""
    newest = ("-created_at", "-pk")
    tabs = {
        "waiting": lambda: visible.waiting().awake(now).by_urgency(),
        "mine": lambda: visible.open().filter(owner=user).by_urgency(),
        "unread": lambda: visible.open().unopened().by_urgency(),
        "snoozed": lambda: (
            visible.open().filter(snoozed_until__gt=now).order_by("snoozed_until", "pk")
        ),
        "answered": lambda: visible.filter(state=EnquiryState.ANSWERED).order_by(
            *newest
        ),
        "closed": lambda: visible.filter(state=EnquiryState.CLOSED).order_by(*newest),
        "all": lambda: visible.order_by(*newest),
    }
    return tabs[show]()


def with_details(enquiries: EnquiryQuerySet) -> EnquiryQuerySet:
    """Add what a line of the list says."""
    trouble = OutgoingEmail.objects.in_trouble().filter(enquiry=OuterRef("pk"))
    return enquiries.select_related("study", "site", "owner").annotate(
        has_trouble=Exists(trouble)
    )


def waiting_count(user: AbstractBaseUser, now: datetime) -> int:
    """Return how many wait for an answer, at most `CAP`: nobody counts further."""
    waiting = Enquiry.objects.visible_to(user).waiting().awake(now)
    return len(waiting.order_by().values_list("pk", flat=True)[:CAP])
