"""Since when families wait: for the figures."""

from datetime import UTC, datetime

from django.db.models import DateTimeField, Max, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.models import Author, Message

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


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
