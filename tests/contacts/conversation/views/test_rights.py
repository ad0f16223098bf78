"""A family's deeds on its own page; links in mails change nothing by being opened."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from contacts.conversation.actions.lost_links import send_lost_links
from contacts.models import Enquiry, LinkRequest, Message, OutgoingEmail, Purpose, Team
from tests import factories
from tests.factories import NOW, accepted
from tests.filled import filled

pytestmark = pytest.mark.django_db
PAGES = ["", "print/", "download/", "contact/", "other-site/", "withdraw/", "erase/"]
PAGES += ["download/?as=text", "download/?as=pdf"]


@pytest.fixture
def sent():
    return accepted()


def path(sent, end: str = "") -> str:
    return f"/enquiries/{sent.token}/{end}"


def rows() -> list:
    return [list(model.objects.values()) for model in (Enquiry, Message, OutgoingEmail)]


@pytest.mark.parametrize("end", PAGES)
def test_looking_changes_nothing_and_the_link_does_not_travel(client, sent, end):
    before = rows()
    for method in (client.get, client.head):
        answer = method(path(sent, end))
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies
    assert rows() == before
    other = client.get(f"/enquiries/{'0' * 64}/{end}")
    assert other.status_code == 404


def test_writing_again(client, sent):
    page = client.get(path(sent)).content.decode()
    form = {**filled(page), "message": "One more thing."}
    for _ in range(2):
        assert client.post(path(sent, "write/"), form).status_code == 302
    assert sent.enquiry.messages.count() == 2
    assert "One more thing." in client.get(path(sent)).content.decode()
    refused = client.post(path(sent, "write/"), {"message": "x" * 5001})
    assert refused.status_code == 422
    assert "x" * 5001 in refused.content.decode()


def test_one_enquiry_cannot_flood_its_team(client, sent):
    codes = [
        client.post(path(sent, "write/"), {"message": f"Hello {n}"}).status_code
        for n in range(22)
    ]
    assert codes == [302] * 20 + [429] * 2
    assert sent.enquiry.messages.count() == 21


def test_details_are_corrected(client, sent):
    form = filled(client.get(path(sent, "contact/")).content.decode())
    assert form["phone"] == "+49 30 901820"
    changed = {
        **form,
        "phone": "+49 30 901821",
        "is_discreet": "on",
        "call_times": "mornings",
    }
    assert client.post(path(sent, "contact/"), changed).status_code == 302
    enquiry = Enquiry.objects.get()
    assert enquiry.phone == "+49 30 901821"
    assert enquiry.is_discreet
    assert enquiry.call_times == "mornings"
    wrong = client.post(path(sent, "contact/"), {**form, "phone": "12"})
    assert wrong.status_code == 422
    assert 'value="12"' in wrong.content.decode()


def test_a_new_address_is_confirmed_from_its_own_mailbox(client, sent):
    form = filled(client.get(path(sent, "contact/")).content.decode())
    asked = client.post(
        path(sent, "contact/"), {**form, "email": "new@families.example"}
    )
    assert "three days" in asked.content.decode()
    mail = OutgoingEmail.objects.get(purpose=Purpose.ADDRESS_CHECK)
    link = re.search(r"http://testserver(/enquiries/address/\S+)", mail.body_text)[1]
    client.get(link)
    assert Enquiry.objects.get().email == "lena@families.example"
    assert "in use" in client.post(link).content.decode()
    assert Enquiry.objects.get().email == "new@families.example"
    assert client.post(link).status_code == 404


def test_another_site_needs_its_own_consent(client, sent):
    factories.StudySite(study=sent.enquiry.study, key="near", facility="Near Hospital")
    form = {"site": "near"}
    assert client.post(path(sent, "other-site/"), form).status_code == 422
    assert Enquiry.objects.get().site.key != "near"
    done = client.post(path(sent, "other-site/"), {**form, "consent": "on"})
    assert done.status_code == 302
    page = client.get(path(sent)).content.decode()
    assert "Near Hospital" in page
    assert "Passed on to another site, as you asked" in page


def test_withdraw_and_erase(client, sent):
    client.post(path(sent, "withdraw/"))
    assert "This enquiry is closed" in client.get(path(sent)).content.decode()
    done = client.post(path(sent, "erase/")).content.decode()
    assert sent.enquiry.reference in done
    assert not Enquiry.objects.exists()
    assert client.get(path(sent)).status_code == 404


def test_the_download_is_json_of_everything(client, sent):
    answer = client.get(path(sent, "download/"))
    found = json.loads(answer.content)
    assert found["reference"] == sent.enquiry.reference
    assert found["messages"][0]["text"] == "Is there a place for a nine-year-old?"
    assert "attachment" in answer["Content-Disposition"]


def test_the_download_in_words_is_read_by_everybody(client, sent):
    answer = client.get(path(sent, "download/?as=text"))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].endswith(
        f'{sent.enquiry.reference.lower()}.txt"'
    )
    said = answer.content.decode()
    for words in (
        *(sent.enquiry.reference, "lena@families.example", "My child, age 9"),
        *("Is there a place for a nine-year-old?", "Received by this portal"),
    ):
        assert words in said
    # Neither a mark of programs nor the secret of a page.
    assert not re.search(r"[{}<>]|&\w+;", said)
    assert str(sent.enquiry.idempotency_key) not in said


def test_the_print_has_wishes_and_consent(client):
    sent = accepted(call_times="after six", is_discreet=True, wants_link_only=True)
    page = client.get(path(sent, "print/")).content.decode()
    for words in (
        *("after six", "please no voicemail", "do not name the study"),
        *("answers as a link", "to the words of version 2026-12", "My child, age 9"),
    ):
        assert words in page


def test_a_lost_link_has_one_answer_for_everybody(client, sent):
    def ask(email: str) -> str:
        answer = client.post("/enquiries/lost/", {"email": email})
        assert answer.status_code == 200
        return unescape(answer.content.decode()).replace(email, "ADDRESS")

    known, unknown = ask("lena@families.example"), ask("nobody@families.example")
    assert known == unknown
    assert LinkRequest.objects.count() == 2
    send_lost_links(now=NOW)
    mail = OutgoingEmail.objects.get(purpose=Purpose.LINK_TO_FAMILY)
    assert sent.token in mail.body_text


def test_lost_links_cannot_bomb_a_mailbox(client, sent):
    for _ in range(6):
        answer = client.post("/enquiries/lost/", {"email": "lena@families.example"})
        assert answer.status_code == 200
    assert LinkRequest.objects.count() == 3


def test_wishes_of_the_form_are_kept(client: Client):
    site = factories.site_with_contact(study__registry_id="NCT90000077")
    form = filled(client.get("/trials/NCT90000077/message/").content.decode())
    said = {
        **form,
        "relationship": "MYSELF",
        "age_group": "ADULT",
        "consent_transfer": "on",
        "first_name": "Lena",
        "last_name": "F",
        "email": "lena@families.example",
        "phone": "+49 30 901820",
        "message": "Hello",
        "consent": "on",
        "channel": "PHONE",
        "call_times": "after six",
        "is_discreet": "on",
    }
    assert client.post("/trials/NCT90000077/message/", said).status_code == 303
    enquiry = Enquiry.objects.get(site=site)
    assert (enquiry.channel, enquiry.call_times) == ("PHONE", "after six")
    assert enquiry.is_discreet
    assert not enquiry.may_leave_voicemail


def test_a_paused_site_says_so_before_anybody_writes(client: Client):
    site = factories.site_with_contact(study__registry_id="NCT90000078")
    Team.objects.create(name="p", is_paused=True).sites.add(site)
    page = client.get(f"/trials/NCT90000078/message/?site={site.key}")
    assert "cannot take new messages at the moment" in page.content.decode()
