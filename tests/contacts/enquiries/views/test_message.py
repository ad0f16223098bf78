"""The message form: what is accepted, what is refused, and that nothing is lost."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from contacts.models import Allowance, AuditEvent, Enquiry, OutgoingEmail
from tests import factories

pytestmark = pytest.mark.django_db
FORM = "/trials/NCT90000001/message/"
FIELDS = (
    *("first_name", "last_name", "email", "phone", "other_language", "message"),
    *("site", "relationship", "person_age", "consent", "key"),
)
KEY = "11111111-2222-4333-8444-555555555555"


@pytest.fixture(autouse=True)
def site():
    """The only recruiting site of a study, with a contact."""
    return factories.site_with_contact(study__registry_id="NCT90000001")


def said(**changes: str) -> dict[str, str]:
    """Return a form as a mother fills it in; None leaves a field out."""
    usual = {
        "relationship": "MY_CHILD",
        "guardian": "on",
        "age_group": "ADULT",
        "consent_transfer": "on",
        "person_age": "9",
        "first_name": "Lena",
        "last_name": "O'Neill-Müller",
        "email": "lena@families.example",
        "phone": "+49 30 901820",
        "other_language": "Deutsch",
        "message": "Is there a place?\n\nThank you 😊",
        "consent": "on",
        "key": KEY,
    }
    return {k: v for k, v in {**usual, **changes}.items() if v is not None}


def test_the_form_asks_for_what_the_founding_page_asked(client: Client):
    page = client.get(FORM).content.decode()
    for name in FIELDS:
        assert f'name="{name}"' in page, name
    assert "<title>Send a message – Trial Portal</title>" in page
    assert "Example Hospital" in page


def test_an_accepted_message_leads_to_its_receipt(client: Client):
    answer = client.post(FORM, said())
    assert answer.status_code == 303
    page = client.get(answer["Location"]).content.decode()
    enquiry = Enquiry.objects.get()
    assert "Example Hospital" in page
    assert enquiry.reference in page
    assert "Thank you 😊" in page
    assert (enquiry.first_name, enquiry.last_name) == ("Lena", "O'Neill-Müller")
    assert (enquiry.person_age, enquiry.phone) == (9, "+49 30 901820")
    assert enquiry.messages.get().body == "Is there a place?\n\nThank you 😊"
    assert not answer.cookies


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"first_name": None}, "first_name", "Type your first name."),
        ({"email": "lena@"}, "email", "like name@example.org"),
        ({"email": "josé@families.example"}, "email", "such letters before the @ (é)"),
        ({"email": "a@b.example,c@d.example"}, "email", "like name@example.org"),
        ({"phone": "123"}, "phone", "does not look like a number in China"),
        ({"phone": "call me"}, "phone", "There is no number in this"),
        ({"phone": ""}, "phone", "tick “I cannot be called”"),
        ({"message": ""}, "message", "Type your message."),
        ({"message": "x" * 5001}, "message", "at most 5000 characters"),
        ({"relationship": "PET"}, "relationship", "Select a valid choice"),
        ({"person_age": "old"}, "person_age", "in numbers"),
        ({"person_age": "-1"}, "person_age", "between 0 and 120"),
        ({"consent": None}, "consent", "Tick this box"),
        ({"homepage": "http://spam.example"}, "homepage", "leave this field empty"),
        ({"key": "1"}, "key", "Enter a valid UUID"),
        ({"first_name": "Ada\nBcc: x@evil.example"}, "first_name", "U+000A"),
        ({"first_name": "Ada\r"}, "first_name", "U+000D"),
        ({"last_name": "a\x00b"}, "last_name", "U+0000"),
        ({"last_name": "\u202eevil"}, "last_name", "U+202E"),
        ({"last_name": "a\x85b"}, "last_name", "U+0085"),
        ({"last_name": "a\u2028b"}, "last_name", "U+2028"),
        ({"email": "a@b.example\nBcc: x@evil.example"}, "email", "U+000A"),
        ({"message": "hello\x00"}, "message", "U+0000"),
        ({"message": "hello\u2067"}, "message", "U+2067"),
        ({"message": "\x1b[31m"}, "message", "U+001B"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_sent(
    client: Client, changes, field, words
):
    answer = client.post(FORM, said(**changes))
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert words in page
    assert "<title>Error:" in page
    assert "Nothing you typed is lost." in page
    # What was right is still in the form.
    for name, value in said(**{field: None}).items():
        if name not in {"consent", "relationship", "key"}:
            assert value.partition("\n")[0] in page
    assert not Enquiry.objects.exists()
    assert not OutgoingEmail.objects.exists()


@pytest.mark.parametrize(
    ("phone", "country", "stored"),
    [
        ("0571 8888 8888", "", "+86 571 8888 8888"),
        ("０５７１ 8888 8888", "CN", "+86 571 8888 8888"),
        ("030 901820", "DE", "+49 30 901820"),
        ("+1 212 555 0134", "DE", "+1 212-555-0134"),
        ("020 7946 0018", "GB", "+44 20 7946 0018"),
    ],
)
def test_a_number_is_read_for_the_chosen_country(client, phone, country, stored):
    client.post(FORM, said(phone=phone, phone_country=country))
    assert Enquiry.objects.get().phone == stored


@pytest.mark.parametrize("name", ["李", "Nguyễn Thị", "عائشة", "👩‍👧", "X" * 100])
def test_names_of_the_world_are_taken_as_they_are(client, name):
    client.post(FORM, said(first_name=name))
    assert Enquiry.objects.get().first_name == name


def test_an_age_is_asked_but_not_forced_and_dropped_for_oneself(client: Client):
    client.post(FORM, said(person_age=None))
    client.post(FORM, said(key=KEY[::-1], relationship="MYSELF"))
    ages = list(Enquiry.objects.order_by("pk").values_list("person_age", flat=True))
    assert ages == [None, None]


def test_the_same_form_twice_gives_the_same_receipt(client: Client):
    first, second = (client.post(FORM, said())["Location"] for _ in range(2))
    assert first == second
    assert Enquiry.objects.count() == 1
    assert OutgoingEmail.objects.count() == 2
    assert AuditEvent.objects.count() == 1


def test_changed_words_under_the_same_key_are_shown_again_to_be_sent(client: Client):
    client.post(FORM, said())
    answer = client.post(FORM, said(message="Another question"))
    page = answer.content.decode()
    assert "has not been sent yet" in page
    assert Enquiry.objects.get().reference in page
    assert "Another question" in page
    fresh = re.search(r'name="key" value="([^"]+)"', page)[1]
    assert fresh != KEY
    client.post(FORM, said(message="Another question", key=fresh))
    assert Enquiry.objects.count() == 2


def test_a_program_without_a_key_still_sends_once(client: Client):
    for _ in range(2):
        client.post(FORM, said(key=None))
    assert Enquiry.objects.count() == 1


def test_a_megabyte_is_refused_before_it_is_read(client: Client):
    answer = client.post(FORM, said(message="x" * 1_000_000))
    assert answer.status_code == 413
    assert "up to 5000 characters" in answer.content.decode()
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", "a b"])
def test_a_wrong_host_is_refused(client: Client, host):
    answer = client.post(FORM, said(), headers={"Host": host})
    assert answer.status_code == 400
    assert not Enquiry.objects.exists()


def test_errors_speak_the_visitors_language(client: Client):
    answer = client.post(f"/zh-hans{FORM}", said(first_name=""))
    assert "请填写您的名字。" in answer.content.decode()
    client.post(f"/zh-hans{FORM}", said())
    assert Enquiry.objects.get().language == "zh-hans"


def test_back_finds_the_form_and_nobody_else_keeps_it(client: Client):
    assert client.get(FORM)["Cache-Control"] == "private, max-age=0"
    assert "no-store" in client.post(FORM, said(email="lena"))["Cache-Control"]


def test_many_messages_from_one_network_have_to_wait(client: Client):
    def send(number: int, remote: str):
        words = said(email=f"a{number}@families.example", key=str(uuid4()))
        return client.post(FORM, words, REMOTE_ADDR=remote)

    assert {send(n, "203.0.113.7").status_code for n in range(30)} == {303}
    refused = send(31, "203.0.113.7")
    assert refused.status_code == 429
    assert "one more step is needed" in refused.content.decode()
    assert "Thank you 😊" in refused.content.decode()
    assert send(32, "203.0.113.8").status_code == 303
    assert Enquiry.objects.count() == 31


def test_copies_cannot_flood_one_address(client: Client):
    def send(number: int):
        remote = f"198.51.100.{number}"
        return client.post(FORM, said(key=str(uuid4())), REMOTE_ADDR=remote)

    assert {send(n).status_code for n in range(10)} == {303}
    assert send(11).status_code == 429
    assert "lena" not in str(list(Allowance.objects.values()))
