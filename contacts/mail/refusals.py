"""What a mail server's or a provider's refusal means: later, never, nobody knows."""

import re
import smtplib
from enum import Enum

from anymail.exceptions import AnymailAPIError, AnymailError
from django.core.exceptions import ImproperlyConfigured

from contacts.mail.relay_answers import replies, reply_code

# The class is the reply code's own; subject and detail say what it is about (RFC 3463).
ENHANCED = re.compile(rb"[245]\.(\d{1,3}\.\d{1,3})\b")
PATIENT = {408, 425, 429}


class SendOutcome(Enum):
    """What one attempt came to."""

    SENT = "sent"
    LATER = "later"
    UNKNOWN = "unknown"
    NEVER = "never"


def classify(error: Exception, may_have_arrived: bool) -> SendOutcome:
    """Say by class of error whether to try again.

    SMTP: 4xx later, 5xx never (RFC 5321 4.2.1), but a full mailbox is emptied; a line
    that broke before the body left, later. A provider's API: see `classify_api`. A mail
    that cannot even be built will not be better tomorrow.
    """
    answers = replies(error)
    if answers:
        # One mail has one recipient; should it have more, one that may still take it.
        is_temporary = any(is_later(code, text) for code, text in answers)
        return SendOutcome.LATER if is_temporary else SendOutcome.NEVER
    if isinstance(error, AnymailAPIError):
        return classify_api(error.status_code)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        # Letters before the @ that this server does not carry stay what they are. One
        # that offers no TLS today may be set right tomorrow, and nothing has left.
        is_of_line = "STARTTLS" in str(error)
        return SendOutcome.LATER if is_of_line else SendOutcome.NEVER
    if isinstance(error, OSError | smtplib.SMTPException):
        return SendOutcome.UNKNOWN if may_have_arrived else SendOutcome.LATER
    if isinstance(error, ImproperlyConfigured):
        # Nothing left, and an operator's slip must not cost mails.
        return SendOutcome.LATER
    if isinstance(error, AnymailError | ValueError):
        return SendOutcome.NEVER
    return SendOutcome.UNKNOWN


def is_later(code: int, text: bytes) -> bool:
    """Whether a server's reply may be another one tomorrow.

    552 says that storage is exceeded (RFC 5321 4.2.2) and x.2.2 that the mailbox is
    full (RFC 3463), whichever class a server puts it in. A mail that is too big
    (5.3.4) stays too big, also under 552.
    """
    enhanced = ENHANCED.match(text)
    detail = enhanced[1] if enhanced else b""
    if code < 500 or detail == b"2.2":
        return True
    return code == 552 and detail != b"3.4"


def classify_api(status: int | None) -> SendOutcome:
    """Judge a provider's HTTP answer; none at all may hide an accepted mail.

    408, 425 and 429 ask for patience by their meaning (RFC 9110, 8470, 6585), and
    5xx is the provider's own trouble; any other refusal is about this mail.
    """
    if status is None:
        return SendOutcome.UNKNOWN
    return (
        SendOutcome.LATER if status in PATIENT or status >= 500 else SendOutcome.NEVER
    )


def describe_error(error: Exception) -> str:
    """Return the error's kind and code; its words may quote an address."""
    code = reply_code(error)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
