"""Staff sign in, keep account and second factor, in every language of the pages."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.lib.languages.offered import offered_languages
from tests.administrators import administrator, signed_in

pytestmark = pytest.mark.django_db
LANGUAGES = [one for one in offered_languages(["all"]) if one != "en"]
OUTSIDE = (
    *("account_login", "account_inactive", "account_reset_password"),
    *("account_reset_password_done", "account_reset_password_from_key_done"),
)
INSIDE = (
    *("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *("mfa_list_webauthn", "mfa_add_webauthn", "mfa_deactivate_totp"),
    *("usersessions_list", "account_change_password", "account_reauthenticate"),
    *("contacts:inbox", "contacts:teams", "account_logout"),
)
# What is no word of ours: names of the portal and of programs, addresses, codes.
DATA = re.compile(
    r"@|Trial Portal|127\.0\.0\.1|Django"
    r"|^([0-9a-f]{8} ?)+$|^[A-Za-z0-9 .]{1,3}$"
)
# The console's head is ours, and held by the tests of our own catalogues.
HEAD = {"languages", "top-nav", "brand"}


class Nodes(HTMLParser):
    """Collects what a page says outside its scripts and its choice of languages."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: set[str] = set()
        self.skipped = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = dict(attrs)
        if tag in {"script", "style"} or {*(kept.get("class") or "").split()} & HEAD:
            self.skipped = self.skipped or tag
        for name in ("placeholder", "aria-label", "title", "alt"):
            self.keep(kept.get(name) or "")

    def handle_endtag(self, tag: str) -> None:
        self.skipped = "" if tag == self.skipped else self.skipped

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.keep(data)

    def keep(self, text: str) -> None:
        text = " ".join(text.split())
        if re.search(r"[A-Za-z]{3}", text) and not DATA.search(text):
            self.said.add(text)


@pytest.fixture(autouse=True)
def _every_language(settings) -> None:
    settings.LANGUAGES = [("en", "English"), *((one, one) for one in LANGUAGES)]


def said_on(client: Client, name: str, language: str) -> set[str]:
    """Return what a page says in a language."""
    with override(language):
        path = reverse(name)
    answer = client.get(path)
    while answer.status_code == 302 and "sign-in" not in answer["Location"]:
        answer = client.get(answer["Location"])
    assert answer.status_code == 200, (name, language, answer.status_code)
    assert f'lang="{language}"' in answer.content.decode()[:200]
    return Nodes(answer.content.decode()).said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_account_says_anything_in_english(language):
    client = signed_in(administrator())
    for name in OUTSIDE:
        said = said_on(Client(), name, language)
        assert said & said_on(Client(), name, "en") == set(), name
    client.post("/staff/account/recovery-codes/generate/")
    for name in INSIDE:
        said = said_on(client, name, language)
        assert said & said_on(client, name, "en") == set(), name


def test_whoever_comes_by_a_language_stays_in_it():
    answer = Client().get("/zh-hans/staff/")
    assert answer["Location"] == "/zh-hans/staff/sign-in/?next=/zh-hans/staff/"
    page = Client().get("/zh-hans/staff/sign-in/").content.decode()
    assert 'href="/staff/sign-in/"' in page
    english = Client().get("/staff/sign-in/").content.decode()
    assert 'href="/zh-hans/staff/sign-in/"' in english
    console = signed_in(administrator()).get("/zh-hans/staff/").content.decode()
    assert 'href="/staff/"' in console
    assert 'href="/zh-hans/staff/account/"' in console
