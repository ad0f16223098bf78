"""The family's page: what happened to the message, and to nobody else's."""

import re

import pytest
from django.db import connection
from django.test import Client

from contacts.enquiries.actions.opening import open_enquiry
from contacts.models import EmailState, Enquiry, OutgoingEmail, Purpose
from tests import factories
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db


def read(sent, client: Client) -> str:
    answer = client.get(f"/enquiries/{sent.token}/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    return answer.content.decode()


def mark(purpose: str, state: str) -> None:
    sent_at = NOW if state == EmailState.SENT else None
    OutgoingEmail.objects.filter(purpose=purpose).update(state=state, sent_at=sent_at)


def printed(sent, client: Client) -> str:
    return client.get(f"/enquiries/{sent.token}/print/").content.decode()


def test_each_step_is_printed_when_it_has_happened(client: Client):
    sent = accepted()
    page = printed(sent, client)
    assert "Being sent to the team" in page
    assert "Not opened by the team yet" in page
    mark(Purpose.ENQUIRY_TO_TEAM, EmailState.SENT)
    assert (
        "Taken over by the mail server for the research team at Example Hospital"
        in printed(sent, client)
    )
    open_enquiry(enquiry=sent.enquiry, now=NOW, by="user:1")
    assert "Opened by the team" in printed(sent, client)


def test_one_picture_tells_the_way_and_nothing_tells_it_again(client: Client):
    sent = accepted()
    page = read(sent, client)
    assert "by November 30, 2026" in page
    # That it has not left yet is no station: it is told beside the picture.
    assert "Being sent to the team" in page
    mark(Purpose.ENQUIRY_TO_TEAM, EmailState.SENT)
    open_enquiry(enquiry=sent.enquiry, now=NOW, by="user:1")
    page = read(sent, client)
    assert page.count('class="reached"') == 3
    assert 'class="timeline"' not in page
    assert 'class="steps"' not in page


def heading(page: str) -> str:
    return " ".join(page.partition("<h1>")[2].partition("</h1>")[0].split())


def test_the_heading_is_short_and_never_ahead_of_the_picture(client: Client):
    sent = accepted()
    page = read(sent, client)
    assert heading(page) == "Your message is on its way"
    # The picture stands before all that is to be read, and names nobody twice.
    assert page.index("way-gone") < page.index("Thank you, ")
    assert page.partition("way-gone")[0].count("Example Hospital") == 0
    assert "passed" not in page.partition('class="timeline"')[0]
    mark(Purpose.ENQUIRY_TO_TEAM, EmailState.SENT)
    assert heading(read(sent, client)) == "Your message is handed over"
    open_enquiry(enquiry=sent.enquiry, now=NOW, by="user:1")
    assert heading(read(sent, client)) == "Your message has been opened"
    Enquiry.objects.update(state="ANSWERED")
    page = read(sent, client)
    assert heading(page) == "You have an answer"
    assert "The research team at Example Hospital has answered you." in page


def test_an_offer_stands_only_while_they_wait(client: Client):
    sent = accepted()
    offered = factories.StudySite(study=sent.enquiry.study, facility="Next Hospital")
    Enquiry.objects.update(offered_site=offered)
    assert "Next Hospital" in read(sent, client)
    Enquiry.objects.update(state="ANSWERED")
    assert "Next Hospital" not in read(sent, client)


def test_trouble_is_said(client: Client):
    sent = accepted()
    mark(Purpose.ENQUIRY_TO_TEAM, EmailState.FAILED)
    mark(Purpose.COPY_TO_SENDER, EmailState.FAILED)
    page = read(sent, client)
    assert "mailbox did not take it" in page
    assert "The copy could not be sent to your address" in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("0" * 64, 404), ("../x", 404), ("0" * 63, 404), ("G" * 64, 404)),
        ("%00" + "0" * 63, 400),
    ],
)
def test_a_guessed_link_opens_nothing(client: Client, path, status):
    accepted()
    assert client.get(f"/enquiries/{path}/").status_code == status


def test_looking_changes_nothing(client: Client):
    sent = accepted()
    before = list(Enquiry.objects.values())
    for method in (client.get, client.head):
        method(f"/enquiries/{sent.token}/")
    assert client.post(f"/enquiries/{sent.token}/").status_code == 405
    assert list(Enquiry.objects.values()) == before


def test_the_link_itself_is_not_in_the_database():
    sent = accepted()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM contacts_enquiry")
        assert sent.token not in repr(cursor.fetchall())


def test_what_was_written_is_shown_as_text(client: Client):
    page = read(accepted(text="<b>x</b>", first_name="{{ 7*7 }}"), client)
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "{{ 7*7 }}" in page


def test_all_that_ends_it_stands_in_one_part_with_what_it_does(client: Client):
    sent = accepted()
    part = read(sent, client).partition('id="change-h"')[2].partition("</section>")[0]
    ends = ["contact", "other-site", "withdraw", "stop", "erase"]
    assert re.findall(rf"{sent.token}/([a-z-]+)/", part) == ends
    assert part.count("<small>") == 3
