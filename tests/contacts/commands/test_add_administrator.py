"""The first administrator comes without a password on the command line."""

import io
import re

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client

from contacts.models import AuditEvent, Verb

pytestmark = pytest.mark.django_db
WHO = "admin@hospital.example"
LONG = "a very long pass phrase"


@pytest.fixture(autouse=True)
def _address(settings) -> None:
    settings.PUBLIC_URL = "https://trials.hospital.example"
    settings.MFA_REQUIRED = True


def add(*options: str) -> str:
    said = io.StringIO()
    call_command("add_administrator", WHO, *options, stdout=said)
    return said.getvalue()


def choose(client: Client, link: str, password: str = LONG):
    """Open the mailed link as a browser does, and choose a password."""
    path = link.removeprefix("https://trials.hospital.example")
    asked = client.get(path)
    if asked.status_code != 302:
        return asked
    form = {"password1": password, "password2": password}
    return client.post(asked["Location"], form)


def test_a_link_under_the_public_address_lets_them_choose_once(client: Client):
    link = re.search(r"https://trials\.hospital\.example/staff/password/new/\S+", add())
    user = get_user_model().objects.get(email=WHO)
    assert (user.is_superuser, user.is_staff) == (True, True)
    assert not user.has_usable_password()
    assert choose(client, link[0]).status_code == 302
    user.refresh_from_db()
    assert user.check_password(LONG)
    choose(Client(), link[0], "another long pass phrase")
    user.refresh_from_db()
    assert user.check_password(LONG)


def test_the_second_factor_is_asked_for_at_the_first_sign_in(client: Client):
    choose(client, re.search(r"https://\S+", add())[0])
    fresh = Client()
    fresh.post("/staff/sign-in/", {"login": WHO, "password": LONG})
    for page in ("/staff/", "/admin/"):
        assert fresh.get(page)["Location"] == "/staff/account/"


def test_whoever_chose_a_password_by_a_link_can_set_the_second_factor_up(
    client: Client,
):
    choose(client, re.search(r"https://\S+", add())[0])
    fresh = Client()
    fresh.post("/staff/sign-in/", {"login": WHO, "password": LONG})
    fresh.post("/staff/account/confirm/", {"password": LONG})
    page = fresh.get("/staff/account/totp/activate/")
    assert page.status_code == 200
    assert "authenticator_secret" in page.content.decode()


def test_a_password_comes_from_the_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{LONG}\n"))
    assert "https://" not in add("--ask-password")
    assert get_user_model().objects.get(email=WHO).check_password(LONG)


def test_a_weak_password_leaves_no_account(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError):
        add("--ask-password")
    assert not get_user_model().objects.exists()


def test_again_makes_a_new_link_and_no_second_account():
    add()
    assert "https://" in add()
    assert get_user_model().objects.count() == 1
    assert AuditEvent.objects.filter(verb=Verb.ROLES_CHANGED, by="operator").exists()


def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("add_administrator", "admin")
