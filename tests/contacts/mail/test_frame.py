"""Every kind of mail stands in one frame, of what Outlook and Gmail keep."""

import json
import re
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from pkgutil import iter_modules

import pytest
from django.conf import settings
from lxml import html

from contacts.enquiries import sentences
from contacts.gallery.specimens import specimens
from contacts.mail.kinds import Purpose
from tests.architecture.test_look import themes

KEPT = json.loads(Path(__file__).with_name("kept_by_programs.json").read_text("utf-8"))
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# What a program may drop: the mail is read as well without it.
NICETIES = {
    "body": "the table in it has the same ground",
    "style": "dark colours and less room on telephones; all else stands inline",
    "@media (max-width)": "less room around the words",
    "@media (prefers-color-scheme)": "programs without it turn colours by themselves",
    ".class": "names what the two rules above change",
    "element": "links have a colour of their own without it",
    "border-radius": "corners",
    "table-layout": "Word breaks long words without it",
    "word-wrap": "word-break says the same to those who do not know it",
    "mso-padding-alt": "the room around a button's words in Word",
}
LONGEST_WORD = 40
WRITTEN = [(name, code) for name in specimens() for code in LANGUAGES]


def written(name: str, code: str):
    return specimens()[name][1](code)


def is_kept(part: str, name: str) -> bool:
    row = KEPT[part].get(name, {"gmail": "n", "outlook": "n"})
    return name in NICETIES or {row["gmail"], row["outlook"]} <= {"y", "a"}


def properties(style: str) -> set[str]:
    return {one.partition(":")[0].strip() for one in style.split(";") if one.strip()}


def rules(sheet: str) -> set[str]:
    """Return what a mail's own sheet asks of a program, as the table names it."""
    asked = {f"@media ({one})" for one in re.findall(r"@media \(([\w-]+)", sheet)}
    selectors = re.findall(r"([^{};]+)\{[^{}]*\}", sheet)
    words = [word for one in selectors for word in one.replace(",", " ").split()]
    asked |= {".class" if word.startswith(".") else "element" for word in words}
    return asked | ({"!important"} if "!important" in sheet else set())


def test_one_of_every_kind_of_mail_is_shown():
    assert {purpose for purpose, _write in specimens().values()} == set(Purpose)


def test_every_letter_that_has_a_frame_is_shown():
    letters = {
        name
        for module in iter_modules(sentences.__path__, f"{sentences.__name__}.")
        for name, one in getmembers(import_module(module.name), isfunction)
        if hasattr(one, "purpose")
    }
    assert letters
    assert letters - set(specimens()) == set()


@pytest.mark.parametrize(("name", "code"), WRITTEN)
def test_programs_keep_what_a_mail_is_made_of(name, code):
    page = html.document_fromstring(written(name, code).html)
    elements = [one for one in page.iter() if isinstance(one.tag, str)]
    lost = {one.tag for one in elements if not is_kept("elements", one.tag)}
    for one in elements:
        lost |= {
            name
            for name in one.attrib
            if one.tag != "meta" and not is_kept("attributes", name)
        }
        styles = properties(one.get("style", ""))
        lost |= {name for name in styles if not is_kept("properties", name)}
    sheet = page.find(".//style").text
    lost |= {rule for rule in rules(sheet) if not is_kept("rules", rule)}
    inside = ";".join(re.findall(r"\{([^{}]*)\}", sheet))
    lost |= {name for name in properties(inside) if not is_kept("properties", name)}
    assert lost == set()


@pytest.mark.parametrize(("name", "code"), WRITTEN)
def test_a_mail_stands_in_the_frame(name, code):
    mail = written(name, code)
    page = html.document_fromstring(mail.html)
    assert len(page.xpath("//table[@class='sheet']")) == 1
    assert page.get("lang")
    assert page.get("dir") == "ltr"
    assert page.xpath("//h1")[0].text_content() == mail.subject
    assert page.xpath("//title")[0].text_content() == mail.subject


@pytest.mark.parametrize(("name", "code"), WRITTEN)
def test_a_link_has_words_and_the_plain_part_its_address(name, code):
    mail = written(name, code)
    for link in html.document_fromstring(mail.html).xpath("//a"):
        words = link.text_content().split()
        assert words
        assert max(map(len, words)) <= LONGEST_WORD
        address = link.get("href").removeprefix("mailto:")
        assert address in mail.text
    assert not re.search(r"</?\w+[^>]*>|&\w+;", mail.text)
    assert "\n\n\n\n" not in mail.text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_mail_has_the_colours_of_the_pages(theme):
    ours = {value for value in themes()[theme].values() if value.startswith("#")}
    for name in specimens():
        said = written(name, "en").html
        light, dark = said.split("prefers-color-scheme: dark")
        inside, rest = dark.split("</style>")
        parts = {"light": light + rest, "dark": inside}
        assert set(re.findall(r"#[0-9a-f]{6}", parts[theme])) <= ours


def test_every_row_that_is_made_an_exception_is_one():
    every = {name for part in KEPT.values() for name in part}
    assert set(NICETIES) - every == set()
    for name in NICETIES:
        rows = [part[name] for part in KEPT.values() if name in part]
        assert any({"n", "u"} & {row["gmail"], row["outlook"]} for row in rows), name
