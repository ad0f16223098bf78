"""A team sets its hours, invites, pauses; an invitation works once."""

import re
from datetime import time

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from contacts.models import (
    Enquiry,
    Invitation,
    Membership,
    OutgoingEmail,
    Purpose,
    Role,
    Team,
)
from tests.factories import accepted, staff
from tests.filled import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return accepted()


@pytest.fixture
def member(sent) -> Client:
    client = Client()
    client.force_login(staff([sent.enquiry.site]))
    return client


def team_url(end: str = "") -> str:
    return f"/staff/team/{Team.objects.first().pk}/{end}"


def test_hours_move_the_promise(member, sent):
    form = {
        "opens_at": "08:00",
        "closes_at": "12:00",
        "work_days": ["0", "1"],
        "time_zone": "Asia/Shanghai",
        "country": "CN",
        "free_days": "2026-12-24\n2026-12-31",
        "answer_days": "1",
        "language": "zh-hans",
    }
    assert member.post(team_url(), form).status_code == 302
    team = Team.objects.first()
    assert (team.opens_at, team.work_days) == (time(8), [0, 1])
    assert team.free_days == ["2026-12-24", "2026-12-31"]
    assert accepted(sent.enquiry.site).enquiry.answer_due_on.weekday() in {0, 1}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("time_zone", "Mars/Olympus", "no time zone"),
        ("closes_at", "07:00", "after it begins"),
        ("work_days", [], "at least one working day"),
        ("free_days", "Christmas", "Write each date like"),
        ("answer_days", "0", "one working day or more"),
    ],
)
def test_mistakes_are_named(member, field, value, words):
    usual = {
        "opens_at": "08:00",
        "closes_at": "12:00",
        "work_days": ["0"],
        "language": "en",
    }
    answer = member.post(team_url(), {**usual, field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def invite(member) -> str:
    form = {"email": "neu@site.example", "role": Role.DEPUTY}
    assert member.post(team_url("invite/"), form).status_code == 302
    mail = OutgoingEmail.objects.get(purpose=Purpose.INVITATION)
    assert mail.to_address == "neu@site.example"
    return re.search(r"http://testserver(/staff/invitations/\S+)", mail.body_text)[1]


def test_an_invited_colleague_joins_once(member, client):
    link = invite(member)
    form = filled(client.get(link).content.decode())
    weak = client.post(link, {**form, "name": "Neu Gier", "password": "password"})
    assert weak.status_code == 422
    good = {**form, "name": "Neu Gier", "password": "ein langer ruhiger Satz"}
    assert client.post(link, good).status_code == 302
    user = get_user_model().objects.get(username="neu@site.example")
    assert user.check_password("ein langer ruhiger Satz")
    assert user.get_full_name() == "Neu Gier"
    assert user.memberships.get().role == Role.DEPUTY
    assert client.get(link).status_code == 404
    assert not Invitation.objects.exists()


def test_an_invitation_does_not_change_somebodys_password(member, client):
    known = get_user_model().objects.create_user(
        "neu@site.example", "neu@site.example", "the old pass phrase"
    )
    link = invite(member)
    client.post(link, {"name": "X", "password": "ein langer ruhiger Satz"})
    known.refresh_from_db()
    assert known.check_password("the old pass phrase")
    assert known.memberships.exists()


def test_absence_is_set_for_ones_own_team_only(member, sent):
    own = sent.enquiry.site.teams.get().memberships.get()
    member.post(team_url("absence/"), {"member": own.pk, "until": "2026-12-24"})
    own.refresh_from_db()
    assert own.absent_until.isoformat() == "2026-12-24"
    other = staff([]).memberships.get()
    wrong = member.post(team_url("absence/"), {"member": other.pk, "until": ""})
    assert wrong.status_code == 404


def test_a_password_reset_mail_waits_in_the_outbox(member, client):
    user = get_user_model().objects.first()
    client.post("/staff/password/", {"email": user.email})
    mail = OutgoingEmail.objects.get(purpose=Purpose.ACCOUNT)
    assert mail.to_address == user.email
    assert "/staff/password/new/" in mail.body_text


def test_a_member_leaves_and_what_they_had_is_free(member, sent):
    user = get_user_model().objects.get()
    colleague = staff([])
    team = Team.objects.first()
    own = user.memberships.get()
    alone = member.post(team_url("remove/"), {"member": own.pk})
    assert alone.status_code == 409
    assert "at least one member" in alone.content.decode()
    joined = Membership.objects.create(user=colleague, team=team)
    Enquiry.objects.update(owner=colleague, claimed_at=timezone.now())
    assert member.post(team_url("remove/"), {"member": joined.pk}).status_code == 302
    assert list(team.memberships.all()) == [own]
    assert Enquiry.objects.get().owner is None
    other = colleague.memberships.get()
    for wrong in (other.pk, "x", ""):
        answer = member.post(team_url("remove/"), {"member": wrong})
        assert answer.status_code == 404


def test_an_invitation_is_taken_back(member, client):
    link = invite(member)
    invited = Invitation.objects.get()
    stranger = Client()
    stranger.force_login(staff([]))
    for number in (Team.objects.first().pk, Team.objects.last().pk):
        path = f"/staff/team/{number}/revoke/"
        wrong = stranger.post(path, {"invitation": invited.pk})
        assert wrong.status_code == 404
    assert client.get(link).status_code == 200
    done = member.post(team_url("revoke/"), {"invitation": invited.pk})
    assert done.status_code == 302
    assert client.get(link).status_code == 404


def test_a_team_is_written_to_in_its_own_language(member, sent):
    Team.objects.update(language="zh-hans")
    enquiry = accepted(sent.enquiry.site).enquiry
    mail = enquiry.emails.get(purpose=Purpose.ARRIVAL_TO_MEMBER)
    assert "/zh-hans/staff/enquiries/" in mail.body_text
    assert "Somebody has written" not in mail.body_text
    copy = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
    assert "/zh-hans/" not in copy.body_text
    form = {"email": "neu@site.example", "role": Role.DEPUTY}
    member.post(team_url("invite/"), form)
    invited = OutgoingEmail.objects.get(purpose=Purpose.INVITATION)
    assert "/zh-hans/staff/invitations/" in invited.body_text
