"""One press ends every mail and reminder; only the mailbox itself stops the rest."""

import re
from datetime import timedelta

import pytest

from contacts.conversation.actions.answering import ConflictError, answer_family
from contacts.conversation.actions.promises import keep_promises
from contacts.mail.kinds import TO_FAMILY
from contacts.models import AuditEvent, Enquiry, OutgoingEmail, Purpose, Subscription
from tests.alerts import subscriber
from tests.factories import NOW, accepted, site_read_in_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return accepted(site_read_in_english())


def path(sent) -> str:
    return f"/enquiries/{sent.token}/stop/"


@pytest.mark.parametrize(
    ("why", "kind", "told"),
    [
        ("no_longer", "We wish you well.", "no longer looking for a trial"),
        ("died", "We are very sorry", "whom it was about has died"),
    ],
)
def test_nothing_more_comes_and_the_team_is_told_once(client, sent, why, kind, told):
    for _ in range(2):
        page = client.post(path(sent), {"why": why})
        assert page.status_code == 200
        assert kind in page.content.decode()
    notice = OutgoingEmail.objects.get()
    assert notice.purpose == Purpose.NOTICE_TO_TEAM
    assert told in notice.body_text
    assert "died" not in notice.subject
    enquiry = Enquiry.objects.get()
    for days in range(1, 330, 30):
        keep_promises(now=NOW + timedelta(days=days), by="worker")
    assert OutgoingEmail.objects.count() == 1
    with pytest.raises(ConflictError):
        answer_family(enquiry=enquiry, text="x", seen=0, user=None, now=NOW, by="x")
    assert "died" not in str(list(AuditEvent.objects.values()))


def test_it_also_stops_what_has_been_closed_already(client, sent):
    Enquiry.objects.update(
        state="CLOSED", outcome="INFORMED", closed_at=NOW, next_action="ERASE"
    )
    client.post(path(sent), {"why": "died"})
    assert Enquiry.objects.get().outcome == "WITHDRAWN"
    assert not OutgoingEmail.objects.filter(purpose__in=TO_FAMILY).exists()


def test_looking_or_an_unknown_word_stops_nothing(client, sent):
    for answered in (
        client.get(path(sent)),
        client.head(path(sent)),
        client.post(path(sent), {"why": "x"}),
    ):
        assert answered.status_code == 200
    assert Enquiry.objects.get().outcome == ""


def test_the_rest_is_stopped_from_the_mailbox_alone(client):
    """Anybody can type an address: a page must not reach what is not its own."""
    mine, other, stranger = accepted(), accepted(), accepted(email="x@families.example")
    subscriber(email="lena@families.example")
    page = client.post(path(mine), {"why": "no_longer", "also": "1"}).content.decode()
    assert "One last e-mail" in page
    assert Enquiry.objects.open().count() == 2
    mail = OutgoingEmail.objects.get(
        enquiry=mine.enquiry, purpose=Purpose.NOTICE_TO_FAMILY
    )
    assert mail.to_address == "lena@families.example"
    link = re.search(r"http://testserver(/enquiries/stop/\S+)", mail.body_text)[1]
    client.get(link)
    assert Enquiry.objects.open().count() == 2
    assert "Nothing more comes" in client.post(link).content.decode()
    assert list(Enquiry.objects.open()) == [stranger.enquiry]
    assert Enquiry.objects.get(pk=other.enquiry.pk).outcome == "WITHDRAWN"
    assert Subscription.objects.get().state == "STOPPED"
    assert client.get(link[:-2] + "x/").status_code == 404


def test_without_an_address_there_is_nothing_else_to_stop(client):
    sent = accepted(email="")
    assert 'name="also"' not in client.get(path(sent)).content.decode()
    client.post(path(sent), {"why": "died", "also": "1"})
    assert OutgoingEmail.objects.count() == 1


def test_nobody_who_stopped_is_offered_news(client, sent):
    status = path(sent).removesuffix("stop/")
    offer = "Get news about trials like this"
    assert offer in client.get(status).content.decode()
    client.post(path(sent), {"why": "died"})
    assert offer not in client.get(status).content.decode()
