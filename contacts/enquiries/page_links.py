"""The full addresses that mails, and squares on paper, lead to."""

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.pages import page_secret
from contacts.mail.rendering import absolute


def status_url(enquiry: Enquiry) -> str:
    """Return where the family follows its enquiry."""
    word = page_secret(enquiry)
    return absolute("contacts:enquiry_status", enquiry.language, word)


def console_url(enquiry: Enquiry, language: str) -> str:
    """Return where the team answers it."""
    return absolute("contacts:enquiry_detail", language, enquiry.reference)


def team_page_url(word: str, language: str) -> str:
    """Return where a mailbox without an account reads and answers it."""
    return absolute("contacts:read_as_team", language, word)
