"""Which enquiries the console lists, and in which order."""

from datetime import UTC, datetime

from django.contrib.auth.models import User
from django.db.models import DateTimeField, Exists, Max, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.models import Author, Enquiry, EnquiryState, Message, OutgoingEmail, Team

CAP = 100
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# Whoever finds more types another word.
MOST = 500
# Of all sites together; two characters already find one in a thousand.
REFERENCES = 5000


def list_enquiries(
    user: User, asked: dict[str, str], now: datetime, start: int, count: int
) -> tuple[list[Enquiry], int]:
    """Return `count` of the enquiries that a person asked for, from the `start`th on.

    And how many a search found; of a tab nobody counts them.

    The order is read from an index that holds nothing else; only then are the rows
    of one page fetched with all that their lines say.
    """
    visible = seen_by(user, asked["team"])
    if asked["q"]:
        all_keys = found(visible, asked["q"])
        keys, many = all_keys[start : start + count], len(all_keys)
    else:
        pks = tab(visible, asked["show"], user, now).values_list("pk", flat=True)
        keys, many = list(pks[start : start + count]), 0
    rows = with_details(Enquiry.objects.filter(pk__in=keys)).in_bulk()
    return [rows[key] for key in keys], many


def found(visible: EnquiryQuerySet, text: str) -> list[int]:
    """Return the keys of what a name or a reference finds, the newest first.

    References are looked up before the sites: SQLite would read all of the sites' rows.
    """
    quoted = Enquiry.objects.quoted_as(text).values_list("pk", flat=True)[:REFERENCES]
    hits = [
        hit
        for finding in (visible.named(text), visible.filter(pk__in=list(quoted)))
        for hit in finding.order_by("-created_at").values_list("created_at", "pk")[
            :MOST
        ]
    ]
    return [pk for _at, pk in sorted(set(hits), reverse=True)]


def seen_by(user: User, team: str) -> EnquiryQuerySet:
    """Return the enquiries that a person may see, of one team where one is chosen."""
    visible = Enquiry.objects.visible_to(user)
    if not team:
        return visible
    sites = Team.sites.through.objects.filter(team=team)
    return visible.filter(site__in=sites.values("studysite"))


def tab(
    visible: EnquiryQuerySet, show: str, user: User, now: datetime
) -> EnquiryQuerySet:
    """Return the enquiries of one tab in its order."""
    newest = ("-created_at", "-pk")
    tabs = {
        "waiting": lambda: visible.waiting().awake(now).by_urgency(),
        "mine": lambda: visible.open().filter(owner=user).by_urgency(),
        "unread": lambda: visible.open().unread().by_urgency(),
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


def waiting_since(enquiries: EnquiryQuerySet) -> list[datetime]:
    """Return since when each waits: its first message that nobody has answered."""
    said = Message.objects.filter(enquiry=OuterRef("pk")).order_by()
    answered = said.filter(author=Author.SITE_TEAM).values("enquiry")
    asked = said.filter(author=Author.ENQUIRER, created_at__gt=OuterRef("answered"))
    waiting = enquiries.waiting().annotate(
        answered=Coalesce(
            Subquery(answered.annotate(at=Max("created_at")).values("at")),
            Value(LONG_AGO, DateTimeField()),
        )
    )
    first = asked.values("enquiry").annotate(at=Min("created_at")).values("at")
    since = Coalesce(Subquery(first), "created_at")
    return list(waiting.annotate(since=since).values_list("since", flat=True))


def waiting_count(user: User, now: datetime) -> int:
    """Return how many wait for an answer, at most `CAP`: nobody counts further."""
    waiting = Enquiry.objects.visible_to(user).waiting().awake(now)
    return len(waiting.order_by().values_list("pk", flat=True)[:CAP])
