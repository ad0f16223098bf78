"""Locking an enquiry: every action that changes one begins here, and in this order."""

from contacts.models import Enquiry


class GoneError(Exception):
    """The enquiry was erased meanwhile; there is nothing left to act on."""


def lock_enquiry(enquiry: Enquiry) -> Enquiry:
    """Return the newest row, locked until the transaction ends.

    The row of the enquiry is locked before any of its messages and mails, so two
    actions never wait for each other. Raises GoneError when it was erased.
    """
    row: Enquiry | None = (
        Enquiry.objects.select_for_update().filter(pk=enquiry.pk).first()
    )
    if row is None:
        raise GoneError
    return row
