"""What a failed attempt means: later, never, or nobody knows."""

import smtplib

import pytest
import requests
from anymail.exceptions import (
    AnymailAPIError,
    AnymailConfigurationError,
    AnymailRequestsAPIError,
    AnymailUnsupportedFeature,
)

from contacts.mail.refusals import SendOutcome, classify, describe_error
from contacts.mail.relay_answers import says_dead

LATER, NEVER, UNKNOWN = SendOutcome.LATER, SendOutcome.NEVER, SendOutcome.UNKNOWN
LENA = "lena@families.example"

REPLIES = [
    (421, b"4.3.2 shutting down", LATER),
    (450, b"4.2.0 greylisted", LATER),
    (451, b"4.7.1 try later", LATER),
    (452, b"4.2.2 mailbox full", LATER),
    (452, b"insufficient system storage", LATER),
    (452, b"4.5.3 too many recipients", LATER),
    (500, b"5.5.2 syntax error", NEVER),
    (550, b"5.1.1 no such user", NEVER),
    (550, b"no", NEVER),
    (550, b"5.2.2 over quota", LATER),
    (552, b"5.2.2 mailbox full", LATER),
    (552, b"exceeded storage allocation", LATER),
    (552, b"5.2.20 something else", LATER),
    (552, b"5.3.4 message too big", NEVER),
    (553, b"5.1.3 bad syntax", NEVER),
    (554, b"5.7.1 refused as spam", NEVER),
    (554, b"5.2.2 mailbox full", LATER),
    (554, b"the code 5.2.2 stands in the middle", NEVER),
    (554, b"5.2.21 is another detail", NEVER),
]


@pytest.mark.parametrize(("code", "text", "outcome"), REPLIES)
@pytest.mark.parametrize("has_left", [True, False])
def test_a_mail_servers_reply(
    code: int, text: bytes, outcome: SendOutcome, has_left: bool
):
    at_rcpt = smtplib.SMTPRecipientsRefused({LENA: (code, text)})
    for error in (
        at_rcpt,
        smtplib.SMTPDataError(code, text),
        smtplib.SMTPSenderRefused(code, text, LENA),
        smtplib.SMTPDataError(code, text.decode()),
    ):
        assert classify(error, has_left) is outcome
    assert describe_error(at_rcpt) == f"SMTPRecipientsRefused {code}"
    assert LENA not in describe_error(at_rcpt)


def test_one_recipient_who_may_still_take_it_keeps_the_mail():
    both = {LENA: (550, b"5.1.1 unknown"), "team@x.example": (452, b"4.2.2 full")}
    assert classify(smtplib.SMTPRecipientsRefused(both), False) is LATER


def answered(status: int) -> AnymailRequestsAPIError:
    """Return the error that anymail raises for a provider's answer."""
    response = requests.Response()
    response.status_code = status
    return AnymailRequestsAPIError(response=response)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        *((status, LATER) for status in (408, 425, 429, 500, 502, 503, 504, 599)),
        *((status, NEVER) for status in (400, 401, 403, 404, 409, 413, 422, 499)),
    ],
)
def test_a_providers_answer(status: int, outcome: SendOutcome):
    for has_left in (True, False):
        assert classify(answered(status), has_left) is outcome


def test_a_provider_that_did_not_answer_may_have_the_mail():
    timeout = AnymailRequestsAPIError("no answer")
    timeout.__cause__ = requests.Timeout()
    assert classify(timeout, False) is UNKNOWN
    assert classify(AnymailAPIError("no status"), True) is UNKNOWN


@pytest.mark.parametrize(
    ("error", "before", "after"),
    [
        (ConnectionRefusedError(), LATER, UNKNOWN),
        (TimeoutError(), LATER, UNKNOWN),
        (smtplib.SMTPServerDisconnected("gone"), LATER, UNKNOWN),
        (smtplib.SMTPResponseException(-1, b"nothing"), LATER, UNKNOWN),
        (AnymailConfigurationError("no key"), LATER, LATER),
        (AnymailUnsupportedFeature("no such header"), NEVER, NEVER),
        (ValueError("a header with a line break"), NEVER, NEVER),
        (RuntimeError("who knows"), UNKNOWN, UNKNOWN),
    ],
)
def test_an_error_without_a_reply(
    error: Exception, before: SendOutcome, after: SendOutcome
):
    assert classify(error, False) is before
    assert classify(error, True) is after


@pytest.mark.parametrize(
    ("code", "text", "is_dead"),
    [
        (550, b"5.1.1 no such user", True),
        (550, b"5.2.1 switched off", True),
        (552, b"5.2.2 mailbox full", False),
        (550, b"no", False),
    ],
)
def test_a_full_mailbox_is_not_a_dead_one(code: int, text: bytes, is_dead: bool):
    assert says_dead(smtplib.SMTPRecipientsRefused({LENA: (code, text)})) is is_dead
