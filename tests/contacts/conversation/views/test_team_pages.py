"""A mailbox without an account: one button, the words, an answer; each opening kept."""

from datetime import timedelta

import pytest
import time_machine

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.conversation.actions.rights import withdraw
from contacts.models import AuditEvent, Enquiry, Message, Purpose, TeamLink, Verb
from portal.addresses import shown_path
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db
WORDS = "Is there a place for a nine-year-old?"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def link(enquiry: Enquiry) -> str:
    return f"/for-teams/{enquiry.team_links.get().secret}/"


def test_a_program_that_follows_links_opens_nothing(client):
    enquiry = accepted().enquiry
    page = client.get(link(enquiry))
    shown = page.content.decode()
    for secret in (WORDS, "Lena", "lena@families.example", "901820"):
        assert secret not in shown
    assert enquiry.study.registry_id in shown
    enquiry.refresh_from_db()
    assert enquiry.opened_at is None
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert not page.cookies


def test_one_press_shows_the_words_and_the_family_sees_that(client):
    sent = accepted()
    page = client.post(link(sent.enquiry), {"open": ""})
    shown = page.content.decode()
    for words in (WORDS, "Lena", "lena@families.example"):
        assert words in shown
    client.post(link(sent.enquiry), {"open": ""})
    row = sent.enquiry.team_links.get()
    assert (row.openings, row.opened_at) == (2, NOW)
    opened = AuditEvent.objects.filter(verb=Verb.TEAM_LINK_OPENED)
    assert [one.by for one in opened] == [f"link:{row.pk}"] * 2
    status = client.get(f"/enquiries/{sent.token}/").content.decode()
    assert "Your message has been opened" in status


def test_an_answer_reaches_the_family(client):
    sent = accepted()
    answer = {"answer": "", "text": "Yes, please call us.", "seen": "0"}
    page = client.post(link(sent.enquiry), answer)
    assert page.status_code == 302
    said = Message.objects.get(author="SITE_TEAM")
    assert said.body == "Yes, please call us."
    mail = sent.enquiry.emails.get(purpose=Purpose.ANSWER_TO_FAMILY)
    assert mail.to_address == "lena@families.example"


def test_an_empty_answer_keeps_the_page(client):
    enquiry = accepted().enquiry
    page = client.post(link(enquiry), {"answer": "", "text": " ", "seen": "0"})
    assert page.status_code == 422
    assert not Message.objects.filter(author="SITE_TEAM").exists()


def test_who_answers_past_a_newer_message_sees_it_first(client):
    enquiry = accepted().enquiry
    Enquiry.objects.filter(pk=enquiry.pk).update(revision=3)
    answer = {"answer": "", "text": "Please call us.", "seen": "0"}
    page = client.post(link(enquiry), answer)
    assert page.status_code == 409
    assert "Please call us." in page.content.decode()
    answer["seen"] = "3"
    assert client.post(link(enquiry), answer).status_code == 302


def test_the_link_lasts_for_thirty_days_and_not_longer(client):
    enquiry = accepted().enquiry
    address = link(enquiry)
    with time_machine.travel(NOW + timedelta(days=29), tick=False):
        assert client.get(address).status_code == 200
    with time_machine.travel(NOW + timedelta(days=30, minutes=1), tick=False):
        assert client.get(address).status_code == 404


def test_what_a_family_took_back_is_shown_to_nobody(client):
    enquiry = accepted().enquiry
    address = link(enquiry)
    withdraw(enquiry=enquiry, now=NOW, by="enquirer")
    for page in (client.get(address), client.post(address, {"open": ""})):
        assert WORDS not in page.content.decode()


def test_erasing_ends_the_link(client):
    enquiry = accepted().enquiry
    address = link(enquiry)
    erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
    assert not TeamLink.objects.exists()
    assert client.get(address).status_code == 404


def test_the_secret_is_in_no_log():
    assert shown_path(f"/for-teams/{'a' * 64}/") == "/for-teams/…/"
