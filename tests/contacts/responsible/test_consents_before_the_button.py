"""A crawler walks every journey and counts consents before the button: none."""

import re
from html.parser import HTMLParser
from itertools import product

import pytest
from django.core.management import call_command
from django.test import Client

pytestmark = pytest.mark.django_db
AGREES = re.compile(r"consent|agree|accept|guardian|they_know|terms|privacy_ok")
STUDY = "/trials/NCT07233642/"
# From the first page to the page with the button, as families walk.
JOURNEYS = {
    "read and write": ["/", "/trials/", STUDY, f"{STUDY}message/"],
    "nearest site": ["/trials/", STUDY, f"{STUDY}sites/", f"{STUDY}message/"],
    "self-check": [STUDY, f"{STUDY}self-check/", f"{STUDY}message/"],
    "notes": [STUDY, "/notes/", f"{STUDY}message/?notes=1"],
    "similar trials": [f"{STUDY}similar/", STUDY, f"{STUDY}message/"],
    "news": ["/", "/alerts/"],
}


class Reader(HTMLParser):
    """What a page asks for, and where its form's button stands."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[int, str]] = []
        self.typed: list[int] = []
        self.place = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ticks that agree, and fields one types in."""
        said, self.place = dict(attrs), self.place + 1
        name = said.get("name") or ""
        if (tag == "dialog" and "open" in said) or said.get("role") == "alertdialog":
            self.asked.append((self.place, "a dialog"))
        if tag == "input" and said.get("type") == "checkbox" and AGREES.search(name):
            self.asked.append((self.place, name))
        if name in {"message", "email"} and tag in {"input", "textarea"}:
            self.typed.append(self.place)


def read(client: Client, path: str) -> Reader:
    reader = Reader()
    page = client.get(path, follow=True)
    assert page.status_code == 200, path
    reader.feed(page.content.decode())
    return reader


def test_no_journey_asks_for_a_consent_before_the_button():
    call_command("load_demonstration", verbosity=0)
    client = Client()
    for language, name in product(("", "/zh-hans"), JOURNEYS):
        pages = JOURNEYS[name]
        *before, last = [read(client, language + path) for path in pages]
        assert [one.asked for one in before if one.asked] == [], name
        # On the last page they stand behind everything that is typed: at the button.
        assert last.asked, name
        assert min(last.asked)[0] > max(last.typed), name
