"""Whose enquiry somebody looks for: a name, or a reference."""

from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.models import Enquiry

# Whoever finds more types another word.
MOST = 500
# Of all sites together; two characters already find one in a thousand.
REFERENCES = 5000


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
