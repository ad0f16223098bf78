"""What an advertisement leaves: hashes by which a later one is marked, and no word."""

from collections import Counter

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.likeness.shingles import is_alike, marks_of
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import Outcome
from portal.database.together import RawStatement, ask
from portal.keyring import lookup_secret

# Of the newest ones that share anything; whoever accepts counts nothing that grows.
MOST = 500
# Traces first, and of each its enquiry by number: joined, PostgreSQL may read all
# enquiries to find those that ended so.
LOOK = (
    "SELECT enquiry_id FROM contacts_spamtrace AS trace WHERE mark IN ({marks})"
    " AND (SELECT outcome FROM contacts_enquiry WHERE id = trace.enquiry_id) = %s"
    " ORDER BY enquiry_id DESC LIMIT %s"
)


class SpamTraceQuerySet(models.QuerySet["SpamTrace"]):
    def keep(self, enquiry: Enquiry) -> None:
        """Keep what a first message leaves; once."""
        first = enquiry.messages.order_by("created_at", "pk").first()
        if first is None or self.filter(enquiry=enquiry).exists():
            return
        marks = marks_of(first.body, lookup_secret())
        self.bulk_create(SpamTrace(enquiry=enquiry, mark=one) for one in marks)

    def is_like_one(self, text: str) -> bool:
        """Whether a text shares much with one advertisement that still counts as one.

        An end that was taken back since counts no more.
        """
        marks = marks_of(text, lookup_secret())
        if not marks:
            return False
        words = LOOK.format(marks=", ".join(["%s"] * len(marks)))
        rows = ask(RawStatement(words, [*marks, Outcome.SPAM.value, MOST]))
        return is_alike(marks, max(Counter(rows).values(), default=0))


class SpamTrace(models.Model):
    """One hash of an advertisement; it goes with it."""

    PERSONAL = {"mark"}
    IMPERSONAL = {"id", "enquiry"}

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="spam_traces")
    mark = models.BigIntegerField(db_index=True)

    objects = SpamTraceQuerySet.as_manager()

    class Meta:
        verbose_name = _("trace of an advertisement")
        verbose_name_plural = _("traces of advertisements")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.enquiry_id}"
