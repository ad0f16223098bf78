"""Mails of an enquiry that nobody shall get any more, and those to send again."""

from django.db.models import QuerySet

from contacts.mail.kinds import TO_FAMILY, WORDS_TO_TEAM
from contacts.models import Enquiry, OutgoingEmail


def mails_to_resend(enquiry: Enquiry) -> QuerySet[OutgoingEmail]:
    """Return mails in trouble that staff may send again; a team only while it is open.

    A team hears no more of an enquiry that has ended: the family may have taken
    it back.
    """
    trouble = enquiry.emails.in_trouble()
    if enquiry.is_closed:
        return trouble.exclude(purpose__in=WORDS_TO_TEAM)
    return trouble


def drop_mails_to_team(enquiry: Enquiry, *, also_sent: bool) -> None:
    """Delete mails with the family's words that a team shall not get any more.

    With `also_sent` the copies of those that have left go too: nobody can send them
    a second time.
    """
    mails = enquiry.emails.filter(purpose__in=WORDS_TO_TEAM)
    if not also_sent:
        mails = mails.unsent() | mails.in_trouble()
    mails.delete()


def drop_mails_to_family(enquiry: Enquiry) -> None:
    """Delete mails to the family that have not left, whoever holds them.

    One in a worker's hands may still leave; what it links to has ended then.
    """
    enquiry.emails.filter(purpose__in=TO_FAMILY).unsent().delete()
