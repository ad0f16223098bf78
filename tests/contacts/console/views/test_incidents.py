"""Who saw or got what between two times: on a page and as a file, for the desk."""

import csv
from datetime import timedelta

import pytest
from django.test import Client

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.models import OutgoingEmail
from portal.audit.models import AuditEvent, Verb
from portal.audit.record import record_event
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
PASSWORD = {"password": "a long pass phrase"}
TIMES = "?begin=2026-11-24T09:00&end=2026-11-24T11:00"


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(staff([], is_desk=True))
    return client


@pytest.fixture
def sent():
    """An enquiry that was read, listed beside others, and mailed."""
    found = accepted().enquiry
    reader = staff([found.site])
    who = {"by": f"user:{reader.pk}"}
    one = {"reference": found.reference, **who}
    record_event(Verb.ENQUIRY_READ, now=NOW, **one)
    record_event(Verb.ENQUIRIES_LISTED, now=NOW + timedelta(minutes=1), shown=3, **who)
    record_event(Verb.ENQUIRY_READ, now=NOW + timedelta(hours=9), **one)
    record_event(Verb.ENQUIRY_READ, now=NOW, by="user:999", reference="ENQ-OTHER")
    first = found.emails.order_by("pk").first()
    mails = OutgoingEmail.objects.filter(pk=first.pk)
    mails.update(sent_at=NOW + timedelta(minutes=2), state="SENT")
    return found


def lines(client: Client, query: str) -> list[dict[str, str]]:
    client.post("/staff/account/confirm/?next=/staff/", PASSWORD)
    answer = client.get(f"/staff/incident/file/{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(b"".join(answer).decode().splitlines()))


def test_the_file_holds_who_saw_and_who_got_it_in_order(desk, sent):
    found = lines(desk, f"{TIMES}&enquiry={sent.reference}")
    assert [(one["how"], one["what"]) for one in found] == [
        ("seen", "Enquiry received"),
        ("seen", "Enquiry read"),
        ("seen", "List of enquiries opened"),
        ("got by e-mail", sent.emails.order_by("pk").first().get_purpose_display()),
    ]
    assert [one["may_hold_it"] for one in found] == ["", "", "yes", ""]
    assert found[3]["who"] == sent.emails.order_by("pk").first().to_address
    assert {one["enquiry"] for one in found} == {sent.reference, ""}


def test_without_an_enquiry_all_of_them_are_there(desk, sent):
    found = lines(desk, TIMES)
    assert "ENQ-OTHER" in {one["enquiry"] for one in found}
    assert "account 999, which is gone" in {one["who"] for one in found}


def test_one_account_is_followed(desk, sent):
    found = lines(desk, f"{TIMES}&by=worker")
    assert found == []
    reader = AuditEvent.objects.filter(verb=Verb.ENQUIRY_READ).first().by
    found = lines(desk, f"{TIMES}&by={reader}")
    assert [one["what"] for one in found] == [
        "Enquiry read",
        "List of enquiries opened",
    ]


def test_the_page_says_the_same_and_is_recorded(desk, sent):
    answer = desk.get(f"/staff/incident/{TIMES}&enquiry={sent.reference}")
    page = answer.content.decode()
    assert "Enquiry read" in page
    assert "may be among them" in page
    assert sent.emails.order_by("pk").first().to_address in page
    event = AuditEvent.objects.get(verb=Verb.INCIDENT_OPENED)
    assert event.detail["fields"] == ["enquiry"]
    assert sent.reference not in str(event.detail)


def test_who_read_it_is_still_known_when_it_was_erased(desk, sent):
    reference = sent.reference
    erase_enquiry(enquiry=sent, now=NOW + timedelta(hours=10), by="enquirer")
    found = lines(desk, f"{TIMES}&enquiry={reference}")
    assert [one["what"] for one in found][:2] == ["Enquiry received", "Enquiry read"]
    assert reference not in str(found)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?begin=2026-11-24T11:00&end=2026-11-24T09:00", "ended after it began"),
        ("?begin=2020-11-24T11:00&end=2026-11-24T09:00", "at most a year"),
        ("?begin=2026-11-24T11:00", "Say when it ended."),
        ("?begin=yesterday&end=2026-11-24T11:00", "yesterday"),
    ],
)
def test_times_that_cannot_be_are_said_and_kept(desk, query, words):
    answer = desk.get(f"/staff/incident/{query}")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not AuditEvent.objects.filter(verb=Verb.INCIDENT_OPENED).exists()


def test_it_is_the_desks_and_the_file_asks_for_the_password(desk, sent):
    answer = desk.get(f"/staff/incident/file/{TIMES}")
    assert "/staff/account/confirm/" in answer["Location"]
    member = Client()
    member.force_login(staff([sent.site]))
    for path in ("/staff/incident/", "/staff/incident/file/"):
        assert member.get(path).status_code == 404


def test_the_page_opens_empty(desk):
    answer = desk.get("/staff/incident/")
    assert answer.status_code == 200
    assert "What was found" not in answer.content.decode()


def test_who_came_in_or_was_kept_out_held_no_enquiry(desk, sent):
    somebody = f"user:{staff([]).pk}"
    for verb in (Verb.SIGNED_IN, Verb.SIGN_IN_FAILED, Verb.ACCESS_REFUSED):
        record_event(verb, now=NOW + timedelta(minutes=3), by=somebody)
    found = lines(desk, f"{TIMES}&by={somebody}&enquiry={sent.reference}")
    assert [one["how"] for one in found] == ["came in", "refused", "refused"]
    assert {one["may_hold_it"] for one in found} == {""}
