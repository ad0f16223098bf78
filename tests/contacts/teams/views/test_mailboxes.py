"""A team adds mailboxes, their readers press a button, administrators say what goes."""

import re

import pytest
from django.test import Client

from contacts.models import Mailbox, MailHolds, OutgoingEmail, Purpose, Team
from tests.administrators import OUTSIDERS, administrator, outsider, signed_in
from tests.factories import site_with_contact, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Client:
    return signed_in(staff([site_with_contact()]))


def team_url(end: str = "") -> str:
    return f"/staff/team/{Team.objects.order_by('pk').first().pk}/{end}"


def add(client: Client, email: str = "ward@site.example"):
    form = {"email": email, "purpose": "ENQUIRIES"}
    return client.post(team_url("mailboxes/"), form)


def link() -> str:
    mail = OutgoingEmail.objects.filter(purpose=Purpose.ACCOUNT).last()
    return re.search(r"http://testserver(/mailboxes/\S+)", mail.body_text)[1]


def change(client: Client, deed: str):
    form = {"mailbox": Mailbox.objects.get().pk, "deed": deed}
    return client.post(team_url("mailboxes/change/"), form)


def test_opening_the_link_confirms_nothing_and_pressing_does(member):
    assert add(member).status_code == 302
    reader = Client()
    page = reader.get(link())
    assert "ward@site.example" in page.content.decode()
    assert not page.cookies
    assert page["Referrer-Policy"] == "no-referrer"
    assert not Mailbox.objects.verified().exists()
    assert "not confirmed yet" in member.get(team_url()).content.decode()
    assert reader.post(link()).status_code == 200
    assert Mailbox.objects.verified().exists()
    assert "not confirmed yet" not in member.get(team_url()).content.decode()


def test_a_late_press_is_told_so(member):
    add(member)
    late = link()
    Mailbox.objects.update(asked_at="2020-01-01T00:00:00Z")
    assert Client().post(late).status_code == 410
    assert not Mailbox.objects.verified().exists()
    assert Client().get("/mailboxes/" + "0" * 64 + "/").status_code == 404


def test_what_is_typed_wrong_stays(member):
    answer = add(member, "ward@")
    assert answer.status_code == 422
    assert 'value="ward@"' in answer.content.decode()
    assert not Mailbox.objects.exists()


def test_the_buttons_beside_a_mailbox(member):
    add(member)
    Mailbox.objects.update(asked_at="2020-01-01T00:00:00Z")
    assert change(member, "ask").status_code == 302
    assert OutgoingEmail.objects.count() == 2
    Client().post(link())
    change(member, "pause")
    assert not Mailbox.objects.usable().exists()
    change(member, "use")
    assert Mailbox.objects.usable().exists()
    assert change(member, "burn").status_code == 404
    change(member, "remove")
    assert not Mailbox.objects.exists()


@pytest.mark.parametrize("kind", sorted({*OUTSIDERS} - {"desk"}))
def test_another_teams_mailboxes_are_out_of_reach(member, kind):
    add(member)
    other = outsider(kind, [site_with_contact()])
    assert add(other, "spy@site.example").status_code in {302, 404}
    assert change(other, "remove").status_code in {302, 404}
    assert Mailbox.objects.get().email == "ward@site.example"


def holds(client: Client, **form):
    return client.post(
        team_url("mailboxes/holds/"), {"mailbox": Mailbox.objects.get().pk, **form}
    )


def test_only_an_administrator_lets_a_mail_hold_the_message(member):
    add(member)
    admin = signed_in(administrator())
    words = {"holds": "MESSAGE", "reason": "CONTRACT"}
    assert holds(admin, **words).status_code == 409
    Client().post(link())
    assert holds(member, **words).status_code == 404
    assert holds(admin, holds="MESSAGE").status_code == 422
    assert Mailbox.objects.get().holds == MailHolds.LINK
    assert holds(admin, **words).status_code == 302
    assert Mailbox.objects.get().holds == MailHolds.MESSAGE
    page = member.get(team_url()).content.decode()
    assert "The hospital has agreed in writing" in page


@pytest.mark.parametrize("kind", sorted(OUTSIDERS))
def test_nobody_else_lets_it(member, kind):
    add(member)
    Client().post(link())
    client = outsider(kind, [site_with_contact()])
    answer = holds(client, holds="MESSAGE", reason="CONTRACT")
    assert answer.status_code in {302, 404}
    assert Mailbox.objects.get().holds == MailHolds.LINK
