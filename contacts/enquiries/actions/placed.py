"""A mail that belongs to an enquiry, and which."""

from contacts.going_on import going_on
from contacts.models import Enquiry, InboundEmail


def enquiry_of(mail: InboundEmail) -> Enquiry:
    """Return the enquiry of a mail that has one; to ask any other is our own fault."""
    if mail.enquiry is None:
        raise LookupError(f"mail {mail.pk} belongs to no enquiry")
    return going_on(mail.enquiry)
