"""News of our mails is stored once, and never one report in another's place."""

import pytest

from contacts.mail.news import keep_report
from contacts.models import MailEvent, address_hash
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LENA, TEAM = "lena@families.example", "team@site.example"


def keep(**changes: str) -> bool:
    usual = {"kind": "bounced", "event_id": "", "message_id": "<1@portal.example>"}
    return keep_report(**{**usual, "recipient": LENA, **changes}, now=NOW)


def test_the_same_report_twice_is_one():
    assert keep()
    assert not keep()
    kept = MailEvent.objects.get()
    assert (kept.kind, kept.message_id) == ("bounced", "<1@portal.example>")
    assert kept.recipient_hash == address_hash(LENA)
    assert LENA not in str(list(MailEvent.objects.values()))


@pytest.mark.parametrize(
    "change",
    [
        # One mail to two people bounces for each of them.
        {"recipient": TEAM},
        {"message_id": "<2@portal.example>"},
        {"kind": "delivered"},
    ],
)
def test_what_differs_in_anything_is_another_report(change):
    assert keep()
    assert keep(**change)


def test_a_providers_own_number_decides_where_it_gives_one():
    assert keep(event_id="e1")
    assert not keep(event_id="e1", recipient=TEAM)
    assert keep(event_id="e2")
