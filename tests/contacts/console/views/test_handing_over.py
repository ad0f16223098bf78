"""An enquiry is handed to a colleague by name, with a note; the colleague is told."""

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import Membership, OutgoingEmail, Purpose, Remark
from tests import factories
from tests.contacts.console.views.test_handling import now_of, url
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return accepted(now=timezone.now())


@pytest.fixture
def user(sent):
    return staff([sent.enquiry.site])


@pytest.fixture
def colleague(user):
    other = staff([factories.StudySite()])
    Membership.objects.create(user=other, team=user.memberships.get().team)
    return other


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def hand(user, sent, colleague, **more):
    data = {"colleague": colleague.pk, "note": "She hears badly.", **more}
    return client_of(user).post(url(sent, "hand-over/"), data)


def told(colleague):
    mails = OutgoingEmail.objects.filter(purpose=Purpose.REMINDER_TO_TEAM)
    return [one for one in mails if one.to_address == colleague.email]


def test_the_colleague_has_it_is_told_and_reads_the_note(user, sent, colleague):
    assert hand(user, sent, colleague).status_code == 302
    assert now_of(sent).owner == colleague
    assert Remark.objects.get().body == "She hears badly."
    (mail,) = told(colleague)
    assert sent.enquiry.reference in mail.subject
    # What was noted of a family stands in no mail.
    assert "hears badly" not in mail.body_text
    page = client_of(colleague).get("/staff/?show=mine").content.decode()
    assert sent.enquiry.reference in page


def test_what_somebody_took_meanwhile_stays_theirs_and_the_note_stays_typed(
    user, sent, colleague
):
    client_of(colleague).post(url(sent, "claim/"))
    third = staff([sent.enquiry.site])
    Membership.objects.create(user=third, team=user.memberships.get().team)
    answer = hand(user, sent, third)
    assert answer.status_code == 409
    assert "She hears badly.</textarea>" in answer.content.decode()
    assert now_of(sent).owner == colleague
    assert told(third) == []
    assert not Remark.objects.exists()
    # The control: who saw it with the colleague may hand it on.
    assert hand(user, sent, third, held_by=colleague.pk).status_code == 302
    assert now_of(sent).owner == third


def test_only_a_colleague_can_be_chosen(user, sent, colleague):
    stranger = staff([factories.StudySite()])
    assert hand(user, sent, stranger).status_code == 422
    assert hand(user, sent, user).status_code == 422
    assert now_of(sent).owner is None


def test_nobody_is_handed_what_they_may_not_see(user, colleague):
    hidden = accepted(now=timezone.now())
    team = staff([hidden.enquiry.site]).memberships.get().team
    Membership.objects.create(user=user, team=team)
    assert hand(user, hidden, colleague).status_code == 409
    assert now_of(hidden).owner is None
    assert told(colleague) == []
