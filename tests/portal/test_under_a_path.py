"""PUBLIC_URL with a path: no address of any page, mail or feed leads past it."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings as project
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import set_script_prefix

from contacts.models import OutgoingEmail
from contacts.tasks import sweep_outbox
from portal.addresses import shown_path
from portal.logs import safe_address
from portal.settings.refusals import public_path
from portal.starting.public_path import take_path_off
from tests import factories
from tests.contacts.teams.test_accounts import type_password
from tests.trials.api.asked import real_studies

pytestmark = pytest.mark.django_db
# One that the portal's own addresses begin with, too.
PATH = "/trials"
AIMED = re.compile(
    r'\b(?:href|src|action|formaction|data-[a-z]+|poster)="(?P<at>/[^"]*)"'
)
WHOLE = re.compile(r"http://testserver(/[^\s\"'<>)]*)")
# Enough to meet each kind of page that leads on.
MOST = 35


@pytest.fixture(autouse=True)
def _under_a_path(settings) -> Iterator[None]:
    settings.PUBLIC_URL = f"http://testserver{PATH}"
    settings.FORCE_SCRIPT_NAME, settings.BASE_PATH = PATH, f"{PATH}/"
    settings.SESSION_COOKIE_PATH = settings.CSRF_COOKIE_PATH = f"{PATH}/"
    settings.STATIC_URL = f"{PATH}/static/"
    set_script_prefix(f"{PATH}/")
    yield
    set_script_prefix("/")


def addresses(text: str) -> set[str]:
    """Return where a page leads on this host."""
    return {found["at"] for found in AIMED.finditer(text)} | set(WHOLE.findall(text))


def walked(client: Client, *starts: str) -> dict[str, set[str]]:
    """Return the pages that can be reached, each with what leads past the path."""
    waiting, seen = [f"{PATH}{one}" for one in starts], {}
    while waiting and len(seen) < MOST:
        here = waiting.pop(0).partition("#")[0]
        if here in seen:
            continue
        answer = client.get(here.removeprefix(PATH) or "/", follow=False)
        found = {answer["Location"]} if answer.has_header("Location") else set()
        if not answer.streaming and "image" not in answer.get("Content-Type", ""):
            found |= addresses(answer.content.decode(errors="replace"))
        seen[here] = {one for one in found if not f"{one}/".startswith(f"{PATH}/")}
        inside = found - seen[here]
        waiting += sorted(one for one in inside if "/static/" not in one)
    return seen


def astray(seen: dict[str, set[str]]) -> dict[str, set[str]]:
    return {page: wrong for page, wrong in seen.items() if wrong}


def test_no_page_of_families_leads_past_it():
    study = real_studies(each=20)[0]
    feed = study.condition_rows.first().key.replace(" ", "-")
    seen = walked(
        Client(),
        *("/", "/zh-hans/", "/sitemap.xml", "/manifest.webmanifest", "/robots.txt"),
        *("/api/v1/studies", "/fhir/R4/ResearchStudy", "/staff/sign-in/"),
        f"/feeds/conditions/{feed}/",
    )
    assert len(seen) == MOST
    assert astray(seen) == {}


def test_no_page_of_the_staff_leads_past_it():
    site = factories.site_with_contact()
    factories.accepted(site=site)
    member = Client()
    member.force_login(factories.staff([site]))
    seen = walked(member, "/staff/", "/staff/team/")
    assert len(seen) > 10
    assert astray(seen) == {}


def test_a_page_that_is_not_there_stays_under_it():
    answer = Client().get("/nowhere/")
    assert answer.status_code == 404
    found = addresses(answer.content.decode())
    assert found
    assert all(one.startswith(f"{PATH}/") for one in found)


def test_the_languages_of_a_page():
    page = Client().get("/zh-hans/words/").content.decode()
    assert f'href="{PATH}/words/"' in page
    assert 'href="http://testserver/trials/zh-hans/words/"' in page


def test_mails_that_another_thread_writes_lead_there():
    """Django tells a path to the thread that asks a page, and to no other."""
    factories.accepted()
    set_script_prefix("/")
    sweep_outbox.apply(kwargs={"queue": "enquiries"}, throw=True)
    for mail in OutgoingEmail.objects.all():
        found = WHOLE.findall(f"{mail.body_text} {mail.body_html}")
        assert found
        assert [one for one in found if not f"{one}/".startswith(f"{PATH}/")] == []


def test_cookies_are_sent_to_it_alone():
    member, user = Client(), factories.staff([factories.site_with_contact()])
    type_password(member, user)
    assert member.cookies
    assert {one["path"] for one in member.cookies.values()} == {f"{PATH}/"}


def test_logs_hide_what_stands_behind_it():
    assert shown_path(f"{PATH}/enquiries/{'a' * 64}/") == "/enquiries/…/"
    assert "abc" not in safe_address(f"{PATH}/notes/shared/abc/")
    project.BASE_PATH = "/srv/portal/"
    assert "abc" not in safe_address("/srv/portal/notes/shared/abc/")


@pytest.mark.parametrize(
    ("asked", "inside"),
    [
        ("/studies/trials/", "/trials/"),
        ("/studies/", "/"),
        ("/studies", "/"),
        ("/trials/", "/trials/"),
        ("/studiesque/", "/studiesque/"),
        ("/studies/studies/", "/studies/"),
    ],
)
def test_a_proxy_may_take_it_off_or_leave_it(asked, inside):
    told = {}

    def application(environ, start_response):
        told.update(environ)
        return []

    take_path_off(application, "/studies")({"PATH_INFO": asked}, None)
    assert told["PATH_INFO"] == inside


@pytest.mark.parametrize(
    "url", ["https://h/a//b", "https://h/a?b", "https://h/ü", "https://h/a b"]
)
def test_a_path_that_no_page_could_have_stops_the_program(url):
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL"):
        public_path(url)
