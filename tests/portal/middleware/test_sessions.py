"""Who reads the table of sessions opens none, and learns nothing of them."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from contacts.models import OutgoingEmail
from portal.middleware.sessions import SessionStore, proven_key, signer
from tests.contacts.teams.test_accounts import enter
from tests.factories import site_with_contact, staff

pytestmark = pytest.mark.django_db
COOKIE = "sessionid"


@pytest.fixture
def member() -> Client:
    return enter(staff([site_with_contact()]))


def with_cookie(value: str) -> Client:
    client = Client()
    client.cookies[COOKIE] = value
    return client


def test_what_the_tables_hold_opens_nothing(member):
    stored = {
        *Session.objects.values_list("session_key", flat=True),
        *UserSession.objects.values_list("session_key", flat=True),
    }
    assert len(stored) == 1
    for key in stored:
        for wrong in (key, f"{key}:", f"{key}:{'x' * 43}", f"{key}:{key}"):
            assert with_cookie(wrong).get("/staff/").status_code == 302
    whole = member.cookies[COOKIE].value
    assert proven_key(whole) in stored
    assert with_cookie(whole).get("/staff/").status_code == 200


def test_the_cookie_keeps_its_other_attributes(member):
    cookie = member.cookies[COOKIE]
    kept = (cookie["httponly"], cookie["samesite"], cookie["path"])
    assert kept == (True, "Lax", "/")


def test_another_purposes_proof_is_none(member):
    key = proven_key(member.cookies[COOKIE].value)
    other = type(signer())(salt="another").sign(key)
    assert with_cookie(other).get("/staff/").status_code == 302


def test_what_a_session_remembers_is_not_readable(member):
    Client().post("/staff/password/", {"email": "member0@site.example"})
    mail = OutgoingEmail.objects.latest("pk")
    path = mail.body_text.partition("http://testserver")[2].split()[0]
    client = Client()
    assert client.get(path).status_code == 302
    store = SessionStore(proven_key(client.cookies[COOKIE].value))
    assert store.load()["_password_reset_key"] in path
    for row in Session.objects.all():
        assert row.session_data.startswith("gAAAA")
    Session.objects.update(session_data="nonsense")
    assert SessionStore(store.session_key).load() == {}


def test_a_sign_out_ends_it(member):
    whole = member.cookies[COOKIE].value
    member.post("/staff/sign-out/")
    assert with_cookie(whole).get("/staff/").status_code == 302
    assert not Session.objects.filter(session_key=proven_key(whole)).exists()


def test_one_still_sees_and_ends_open_sessions(member):
    page = member.get("/staff/account/sessions/")
    assert page.status_code == 200
