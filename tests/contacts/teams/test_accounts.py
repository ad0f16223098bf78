"""Staff sign in through the real door: password, second factor, nothing less."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from contacts.models import OutgoingEmail, Purpose
from tests.factories import site_with_contact, staff

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "a long pass phrase"
CODE_PAGE = "/staff/account/authenticate/"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def member():
    return staff([site_with_contact()])


def code(step: int = 0) -> str:
    counter = int(datetime.now(UTC).timestamp()) // 30 + step
    return format_hotp_value(hotp_value(SECRET, counter))


def type_password(client: Client, user, password: str = PASSWORD):
    form = {"login": user.email, "password": password}
    return client.post("/staff/sign-in/", form)


def is_inside(client: Client) -> bool:
    return client.get("/staff/").status_code == 200


def enter(user) -> Client:
    """Sign somebody in with password and code."""
    client = Client()
    assert type_password(client, user)["Location"] == CODE_PAGE
    assert client.post(CODE_PAGE, {"code": code()})["Location"] == "/staff/"
    return client


def test_password_and_code_open_the_console(member, client):
    assert type_password(client, member)["Location"] == CODE_PAGE
    assert not is_inside(client)
    client.post(CODE_PAGE, {"code": code()})
    assert is_inside(client)


@pytest.mark.parametrize(
    ("after", "where"),
    [
        ("/staff/figures/", "/staff/figures/"),
        ("https://evil.example/", "/staff/"),
        ("//evil.example/", "/staff/"),
        (r"/\evil.example/", "/staff/"),
        ("https:evil.example", "/staff/"),
        ("javascript:alert(1)", "/staff/"),
    ],
)
def test_a_sign_in_leads_to_a_page_of_ours_alone(member, client, after, where):
    form = {"login": member.email, "password": PASSWORD, "next": after}
    led = client.post("/staff/sign-in/", form)["Location"]
    assert led.startswith(CODE_PAGE)
    assert client.post(led, {"code": code()})["Location"] == where


@pytest.mark.parametrize("wrong", ["000000", "", "abcdef"])
def test_a_wrong_code_opens_nothing(member, client, wrong):
    type_password(client, member)
    assert client.post(CODE_PAGE, {"code": wrong}).status_code == 200
    assert not is_inside(client)


def test_a_code_of_an_hour_ago_opens_nothing(member, client):
    type_password(client, member)
    client.post(CODE_PAGE, {"code": code(step=-120)})
    assert not is_inside(client)


@pytest.mark.parametrize(("step", "opens"), [(-2, False), (-1, True), (0, True)])
def test_a_code_counts_that_was_typed_in_its_last_second(member, client, step, opens):
    type_password(client, member)
    client.post(CODE_PAGE, {"code": code(step)})
    assert is_inside(client) is opens


@pytest.mark.parametrize("seconds", [0, 31, 59])
def test_a_code_works_once(member, clock, seconds):
    enter(member)
    used = code()
    clock.shift(seconds)
    again = Client()
    type_password(again, member)
    again.post(CODE_PAGE, {"code": used})
    assert not is_inside(again)


def test_a_wrong_password_never_reaches_the_code(member, client):
    assert type_password(client, member, "some other phrase").status_code == 200
    assert client.get(CODE_PAGE)["Location"] == "/staff/sign-in/"
    client.post(CODE_PAGE, {"code": code()})
    assert not is_inside(client)


def recovery_codes(client: Client) -> list[str]:
    """Make recovery codes as a member does, the password once more included."""
    confirm = "/staff/account/confirm/?next=/staff/account/recovery-codes/generate/"
    assert client.post(confirm, {"password": PASSWORD}).status_code == 302
    client.post("/staff/account/recovery-codes/generate/")
    page = client.get("/staff/account/recovery-codes/").content.decode()
    return re.findall(r"\b[0-9a-f]{8}\b", page)


def test_each_recovery_code_opens_once(member):
    codes = recovery_codes(enter(member))
    assert len(codes) == 10
    stored = str(list(Authenticator.objects.values("data")))
    assert not any(one in stored for one in codes)
    for one, opens in ((codes[0], True), (codes[0], False), (codes[1], True)):
        client = Client()
        type_password(client, member)
        client.post(CODE_PAGE, {"code": one})
        assert is_inside(client) == opens


def test_recovery_codes_are_not_shown_to_the_next_at_the_desk(member, clock):
    client = enter(member)
    recovery_codes(client)
    clock.shift(timedelta(minutes=10))
    answer = client.get("/staff/account/recovery-codes/")
    assert "/staff/account/confirm/" in answer["Location"]


def test_a_new_password_still_asks_for_the_second_factor(member, client):
    client.post("/staff/password/", {"email": member.email})
    mail = OutgoingEmail.objects.get(purpose=Purpose.ACCOUNT)
    link = re.search(r"/staff/password/new/\S+", mail.body_text)[0]
    page = client.get(link, follow=True)
    form = {"password1": "ein langer ruhiger Satz"}
    form["password2"] = form["password1"]
    done = client.post(page.redirect_chain[-1][0], form)
    assert done["Location"] == "/staff/password/done/"
    assert not is_inside(client)
    assert type_password(client, member).status_code == 200
    assert type_password(client, member, form["password1"])["Location"] == CODE_PAGE
    assert not is_inside(client)


def test_a_password_reset_says_the_same_to_everybody(member, client):
    known = client.post("/staff/password/", {"email": member.email})
    unknown = client.post("/staff/password/", {"email": "nobody@site.example"})
    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]
    told = [mail.to_address for mail in OutgoingEmail.objects.all()]
    assert told == [member.email]


def test_one_browser_signs_the_others_out(member, clock):
    here = enter(member)
    clock.shift(timedelta(minutes=1))
    there = enter(member)
    page = here.get("/staff/account/sessions/").content.decode()
    assert page.count("127.0.0.1") == 2
    assert page.count("this one") == 1
    assert here.post("/staff/account/sessions/").status_code == 302
    assert is_inside(here)
    assert not is_inside(there)


def test_nobody_sees_or_ends_somebody_elses_session(member):
    other = enter(staff([]))
    own = enter(member)
    assert other.get("/staff/account/sessions/").content.count(b"127.0.0.1") == 1
    other.post("/staff/account/sessions/")
    assert is_inside(own)


def test_guesses_count_without_any_cache(member, client):
    for _ in range(10):
        cache.clear()
        type_password(client, member, "wrong guess")
    cache.clear()
    assert "Too many failed" in type_password(client, member).content.decode()
    cache.clear()
    assert type_password(Client(), staff([]))["Location"] == CODE_PAGE


def test_signing_in_rightly_uses_no_try_and_saves_no_wrong_one(member, client):
    for _ in range(9):
        cache.clear()
        type_password(client, member, "wrong guess")
    for _ in range(12):
        cache.clear()
        assert type_password(Client(), member)["Location"] == CODE_PAGE
    type_password(client, member, "wrong guess")
    cache.clear()
    assert "Too many failed" in type_password(client, member).content.decode()


def test_right_codes_use_no_try(member, clock):
    for _ in range(12):
        cache.clear()
        clock.shift(timedelta(seconds=31))
        assert is_inside(enter(member))


def test_guessed_codes_count_without_any_cache(member, client):
    type_password(client, member)
    for guess in range(10):
        cache.clear()
        client.post(CODE_PAGE, {"code": f"00000{guess}"})
    cache.clear()
    client.post(CODE_PAGE, {"code": code()})
    assert not is_inside(client)


def test_tries_come_back_after_a_while(member, client, clock):
    for _ in range(11):
        cache.clear()
        type_password(client, member, "wrong guess")
    clock.shift(timedelta(minutes=16))
    cache.clear()
    assert type_password(client, member)["Location"] == CODE_PAGE
