"""Staff come in through a hospital's own sign-in: npm's oidc-provider, and attacks."""

import re
from collections.abc import Iterator

import pytest
import requests

from tests.browser.serving import Server
from tests.services.oidc.browser import Browser
from tests.services.oidc.forging import ATTACKS, forged
from tests.services.oidc.hospital import CLIENT, SECRET, STAFF, SignInService
from tests.sink import Sink, free_port

# The service starts anew for each way of setting it up; npm is asked for it once.
pytestmark = [pytest.mark.services, pytest.mark.long]
ACCOUNTS = """
from django.contrib.auth.models import User
for one in User.objects.order_by("pk"): print(one.email)
"""


@pytest.fixture(scope="module")
def parties(tmp_path_factory) -> Iterator[tuple[Server, SignInService]]:
    """The portal as script/server runs it, and the service."""
    port, folder = free_port(), tmp_path_factory.mktemp("oidc")
    service = SignInService(folder, f"http://localhost:{port}")
    with Sink() as sink:
        server = Server(
            sink,
            PORT=str(port),
            MFA_REQUIRED="true",
            OIDC_ISSUER=service.issuer,
            OIDC_NAME="Hospital account",
            OIDC_CLIENT_ID=CLIENT,
            OIDC_CLIENT_SECRET=SECRET,
            OIDC_ACR="two-factors",
            OIDC_GROUPS='{"trials": "Trials"}',
            BREAK_GLASS_EMAIL="admin@hospital.example",
        )
        server.printed(STAFF)
        yield server, service
        server.close()
    service.close()


@pytest.fixture(autouse=True)
def _nobody_between(parties) -> Iterator[None]:
    yield
    parties[1].between.changes.clear()


def test_who_was_invited_gets_an_account_and_is_asked_for_a_factor(parties):
    server, _service = parties
    browser = Browser(server)
    page = browser.arrive("invited")
    assert page.url.startswith(f"{server.base}/staff/account/")
    assert "second factor" in page.text
    assert "Invited@hospital.example" in server.printed(ACCOUNTS)
    # The invitation is used up; the account stays.
    assert Browser(server).arrive("invited").url == page.url


def test_a_mapped_group_makes_a_member(parties):
    server, _service = parties
    assert Browser(server).arrive("grouped").url.startswith(server.base)
    code = """
from contacts.models import Membership
row = Membership.objects.get(user__email="grouped@hospital.example")
print(row.team.name)
"""
    assert server.printed(code) == "Trials"


def test_a_factor_given_outside_opens_the_console(parties):
    server, _service = parties
    browser = Browser(server)
    assert browser.arrive("member").url == f"{server.base}/staff/"
    code = """
from allauth.socialaccount.models import SocialAccount, SocialToken
print([one.extra_data for one in SocialAccount.objects.all() if one.extra_data])
print(SocialToken.objects.count())
"""
    assert server.printed(code) == "[]\n0"


def test_nobody_else_gets_an_account(parties):
    server, _service = parties
    browser = Browser(server)
    page = browser.arrive("stranger")
    assert page.url == f"{server.base}/staff/sign-in/"
    assert "Nobody has invited this account yet." in page.text
    assert not browser.is_inside()
    assert "stranger@" not in server.printed(ACCOUNTS)


def test_an_address_that_is_not_proven_opens_nobodys_account(parties):
    server, _service = parties
    browser = Browser(server)
    browser.arrive("unproven")
    assert not browser.is_inside()


def test_the_emergency_account_never_comes_by_the_service(parties):
    """A mapped group must not give it another password, either."""
    server, _service = parties
    browser = Browser(server)
    browser.arrive("emergency")
    assert not browser.is_inside()
    where = typed(server, "admin@hospital.example", "a long pass phrase")
    assert not where.endswith("/sign-in/")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_forged_token_gets_through(parties, attack):
    server, service = parties
    service.between.changes["/token"] = lambda said: {
        **said,
        "id_token": forged(attack, said["id_token"], service),
    }
    browser = Browser(server)
    page = browser.arrive("member")
    assert page.url == f"{server.base}/staff/sign-in/"
    assert "That sign-in did not work" in page.text
    assert not browser.is_inside()


def test_the_token_of_an_earlier_sign_in_is_worth_nothing(parties):
    server, service = parties
    seen: list[str] = []
    service.between.changes["/token"] = lambda said: (
        seen.append(said["id_token"]) or said
    )
    assert Browser(server).arrive("member").url == f"{server.base}/staff/"
    service.between.changes["/token"] = lambda said: {**said, "id_token": seen[0]}
    browser = Browser(server)
    browser.arrive("member")
    assert not browser.is_inside()


def test_a_page_of_another_person_is_not_taken(parties):
    server, service = parties
    service.between.changes["/me"] = lambda said: {
        **said,
        "sub": "invited",
        "email": "invited@hospital.example",
    }
    browser = Browser(server)
    browser.arrive("member")
    assert not browser.is_inside()


def test_a_service_with_another_name_is_not_asked(parties):
    server, service = parties
    where = "/.well-known/openid-configuration"
    service.between.changes[where] = lambda said: {
        **said,
        "issuer": "https://evil.example",
    }
    browser = Browser(server)
    page = browser.session.get(f"{server.base}/staff/sign-in/hospital/", timeout=30)
    assert page.url == f"{server.base}/staff/sign-in/"


def test_a_way_back_is_good_once_and_for_its_own_browser(parties):
    server, _service = parties
    victim, thief = Browser(server), Browser(server)
    back = victim.come_back(victim.begin("member"))
    # Somebody else's answer, laid under another browser.
    assert thief.session.get(back, timeout=30).url == f"{server.base}/staff/sign-in/"
    assert not thief.is_inside()
    victim.session.get(back, timeout=30)
    assert victim.is_inside()
    victim.session.cookies.clear()
    victim.session.get(back, timeout=30)
    assert not victim.is_inside()


def test_without_a_state_nobody_comes_back(parties):
    server, _service = parties
    browser = Browser(server)
    back = browser.come_back(browser.begin("member"))
    browser.session.get(re.sub(r"state=[^&]+", "state=x", back), timeout=30)
    assert not browser.is_inside()


@pytest.mark.parametrize(
    "after",
    [
        *("https://evil.example/", "//evil.example/", r"/\evil.example/"),
        *("javascript:alert(1)", "https:evil.example", "http://localhost.evil.example"),
    ],
)
def test_nobody_is_led_elsewhere(parties, after):
    server, _service = parties
    assert Browser(server).arrive("member", after).url == f"{server.base}/staff/"


def test_who_wanted_a_page_comes_to_it(parties):
    server, _service = parties
    page = Browser(server).arrive("member", "/staff/figures/")
    assert page.url == f"{server.base}/staff/figures/"


def typed(server: Server, email: str, password: str) -> str:
    """Return where a password leads."""
    browser = requests.Session()
    page = browser.get(f"{server.base}/staff/sign-in/", timeout=30).text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    said = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    return browser.post(f"{server.base}/staff/sign-in/", said, timeout=30).url


def test_passwords_are_off_but_for_one_account(parties):
    server, _service = parties
    words = "a long pass phrase"
    assert typed(server, "member@hospital.example", words).endswith("/sign-in/")
    where = typed(server, "admin@hospital.example", words)
    assert not where.endswith("/sign-in/")


def test_the_service_is_told_that_somebody_leaves(parties):
    server, service = parties
    led = requests.get(
        f"{server.base}/staff/sign-in/hospital/end/", allow_redirects=False, timeout=30
    )
    where = led.headers["Location"]
    assert where.startswith(f"{service.issuer}/session/end?client_id=portal")
    assert requests.get(where, timeout=30).ok


def test_a_closed_account_stays_closed(parties):
    server, _service = parties
    close = """
from django.contrib.auth.models import User
User.objects.filter(email="member@hospital.example").update(is_active={})
"""
    server.printed(close.format("False"))
    browser = Browser(server)
    browser.arrive("member")
    assert not browser.is_inside()
    server.printed(close.format("True"))
