"""Staff pages are stored nowhere, and their cookies leave this host for no other."""

import pytest
from django.test import Client
from django.urls import get_resolver

from portal.middleware.staff_places import is_staff_place
from tests import factories
from tests.architecture.test_urls import PUBLIC, STAFF, address
from tests.portal.test_settings import NEEDED, RIGHT, run

pytestmark = pytest.mark.django_db


def is_unstored(answer) -> bool:
    said = answer.headers.get("Cache-Control", "")
    return "no-store" in said and "private" in said and "public" not in said


@pytest.mark.parametrize(
    "path",
    [
        *("/staff/sign-in/", "/staff/password/", "/staff/account/", "/staff/"),
        *("/admin/", "/admin/login/", "/staff/account/sessions/", "/staff/nowhere/"),
        *("/zh-hans/staff/", "/staff/team/", "/staff/audit/", "/staff/self-checks/"),
        *("/staff/password/new/1-set-password/", "/admin/trials/study/"),
    ],
)
def test_pages_of_the_staff_are_stored_nowhere(client: Client, path):
    assert is_unstored(client.get(path)), "as a stranger"
    client.force_login(factories.staff([], is_desk=True))
    assert is_unstored(client.get(path)), "as staff"


def places_of_accounts(patterns, before: str = ""):
    """Yield where the addresses of accounts begin, also below the languages."""
    for one in patterns:
        here = f"{before}{one.pattern}"
        module = getattr(one, "urlconf_module", None)
        if getattr(module, "__name__", "") == "portal.account_urls":
            yield here
        yield from places_of_accounts(getattr(one, "url_patterns", []), here)


def test_all_account_pages_stand_where_nothing_is_stored():
    assert set(places_of_accounts(get_resolver().url_patterns)) == {"staff/"}


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_every_address_is_the_staffs_or_the_families(rf, prefix):
    """One definition decides who is signed out, guarded, stored and let send much."""
    places = {n for n in PUBLIC | STAFF if is_staff_place(rf.get(prefix + address(n)))}
    assert places == STAFF | {"account_login"}


def test_public_pages_may_be_stored(client: Client):
    assert "no-store" not in client.get("/").headers["Cache-Control"]


NAMES = (
    "import django; from django.conf import settings as s; "
    "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_PATH, "
    "s.SESSION_COOKIE_DOMAIN, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, "
    "s.CSRF_COOKIE_PATH, s.CSRF_COOKIE_DOMAIN, s.CSRF_COOKIE_HTTPONLY, "
    "s.MESSAGE_STORAGE.split('.')[-2])"
)


def test_over_tls_cookies_belong_to_this_host_alone(tmp_path):
    environment = {**RIGHT, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    said = run(tmp_path, "-c", NAMES, **environment).stdout.split()
    assert said[:4] == ["__Host-staff", "True", "/", "None"]
    assert said[4:8] == ["__Host-csrf", "True", "/", "None"]
    # Scripts have no use for it.
    assert said[8] == "True"
    # No third cookie of the staff carries what they are told.
    assert said[9] == "session"


def test_a_developers_plain_http_keeps_plain_names(tmp_path):
    environment = {**NEEDED, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    said = run(tmp_path, "-c", NAMES, **environment, DEBUG="true").stdout.split()
    assert said[:2] == ["sessionid", "False"]
    assert said[4:6] == ["csrftoken", "False"]


@pytest.mark.parametrize(
    ("is_debug", "hops", "header", "status"),
    [
        (False, 0, {}, 404),
        (True, 0, {}, 200),
        (True, 0, {"X-Forwarded-For": "203.0.113.9"}, 404),
        (True, 0, {"Forwarded": "for=203.0.113.9"}, 404),
    ],
)
@pytest.mark.parametrize("path", ["/dev/inbox/", "/dev/errors/404/"])
def test_the_developers_inbox_opens_on_their_machine_alone(
    client: Client, settings, path, is_debug, hops, header, status
):
    settings.DEBUG, settings.TRUSTED_HOPS = is_debug, hops
    answer = client.get(path, headers=header)
    assert answer.status_code == status
