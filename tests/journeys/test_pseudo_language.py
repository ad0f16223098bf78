"""Every word of a page stands in the catalogue, in a list by language, or is data."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import override
from lxml import html

from portal.lib import vocabulary
from portal.lib.languages.lacks import DOCUMENTS, ROOT
from tests.languages.pseudo import CODE, bracket, outside, write_pseudo
from trials.texts.shipped import legal as shipped

pytestmark = pytest.mark.django_db
STUDIES = ("NCT07233642", "NCT99000001", "NCT99000007")
OF_A_STUDY = ("", "sites/", "message/", "changes/", "correct/", "similar/", "check/")
DOCUMENT = tuple(shipped.legal_document().items())
DESCRIPTION = "//meta[@name='description']/@content"
SPOKEN = ("//@title", "//@alt", "//@aria-label", "//@placeholder", DESCRIPTION)
WORD = re.compile(r"[A-Za-z]{3,}(?:[ -][A-Za-z]+)*")
# Names and codes that are the same in every language.
SAME = re.compile(
    r"ClinicalTrials\.gov|NCT\d+|https?:\S+|[\w.+-]+@[\w.-]+|GeoNames|OpenAPI|FHIR|JSON"
)
# Their words are allauth's; `test_account_languages` reads them instead.
ALLAUTHS = ("mfa_", "account_", "usersessions_")
# Names stand behind one another: "Leipzig, Saxony, 04103 – Trial Portal".
PARTS = re.compile(r"[,·–]| \(")


@pytest.fixture
def pseudo(settings, tmp_path, monkeypatch) -> None:
    """Offer the language that nobody speaks; its lists are the English ones."""
    usual = {**vocabulary.usual_codes(), CODE: "en"}
    monkeypatch.setattr(vocabulary, "usual_codes", lambda: usual)
    legal = {kind: {**said, CODE: in_brackets(said["en"])} for kind, said in DOCUMENT}
    monkeypatch.setattr(shipped, "legal_document", lambda: legal)
    settings.LOCALE_PATHS = [write_pseudo(tmp_path)]
    settings.LANGUAGES = [*settings.LANGUAGES, (CODE, "Esperanto")]


def in_brackets(value: Any) -> Any:
    """Put the texts of a document in brackets."""
    if isinstance(value, dict):
        return {k: v if k == "key" else in_brackets(v) for k, v in value.items()}
    if isinstance(value, list):
        return [in_brackets(one) for one in value]
    return bracket(value)


def pages() -> list[str]:
    """Return addresses without parts to fill in, and those of three studies."""
    resolver, found = get_resolver(), []
    for name in named(resolver):
        if name.startswith(ALLAUTHS):
            continue
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    ofs = [f"/{CODE}/trials/{one}/{part}" for one in STUDIES for part in OF_A_STUDY]
    return [*dict.fromkeys(found), *ofs]


def named(resolver, prefix: str = "") -> Iterator[str]:
    """Yield the full name of every address."""
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            space = f"{one.namespace}:" if one.namespace else ""
            yield from named(one, prefix + space)
        elif one.name:
            yield prefix + one.name


def texts(page: bytes) -> Iterator[str]:
    """Yield what is read, by people or aloud, outside other languages."""
    tree = html.fromstring(page)
    for node in tree.find_class("trap"):
        node.drop_tree()
    apart = "script|style|code|pre|kbd|bdi|svg|option"
    for node in tree.xpath("|".join(f"//{one}" for one in apart.split("|"))):
        node.drop_tree()
    for node in tree.xpath("//*[@lang]"):
        if node.tag != "html" and node.get("lang") != CODE:
            node.drop_tree()
    yield from (" ".join(one.split()) for one in tree.xpath("//text()"))
    for way in SPOKEN:
        yield from (" ".join(one.split()) for one in tree.xpath(way))


def known_data() -> str:
    """Return all texts of the database and of the files with words by language."""
    said = []
    for model in apps.get_models():
        kinds = (CharField, TextField, JSONField)
        names = [f.name for f in model._meta.fields if isinstance(f, kinds)]
        said += [str(row) for row in model.objects.values_list(*names)] if names else []
    files = [ROOT / one for one in DOCUMENTS]
    files += (ROOT / "portal" / "vocabulary").glob("*/en.json")
    files += (ROOT / "trials" / "selfcheck" / "data").glob("*.json")
    said += [Path(one).read_text("utf-8") for one in files]
    said += [settings.PORTAL_NAME, *map(str, settings.OPERATOR.values()), "Esperanto"]
    return " ".join(" ".join(said).split())


def left_over(page: bytes, english: bytes, data: str) -> list[str]:
    """Return the English words of a page that come from nowhere."""
    there = set(texts(english))
    return [
        one
        for one in texts(page)
        if one in there
        and WORD.search(SAME.sub("", outside(one)))
        and not is_data(outside(one), data)
    ]


def is_data(words: str, data: str) -> bool:
    """Whether each part of some words is something that the portal keeps."""
    parts = (one.strip(" ()[]") for one in PARTS.split(SAME.sub("", words)))
    return all(one in data for one in parts)


def test_no_page_has_words_beside_the_catalogue(client: Client, admin_client, pseudo):
    call_command("load_demonstration", verbosity=0)
    with override(CODE):
        addresses = [one for one in pages() if one.startswith(f"/{CODE}/")]
    data = known_data()
    found, seen = [], 0
    for address in addresses:
        english = address.removeprefix(f"/{CODE}")
        for visitor in (client, admin_client):
            answer = visitor.get(address)
            if answer.status_code == 200 and "html" in answer["Content-Type"]:
                seen += 1
                other = visitor.get(english).content
                lost = left_over(answer.content, other, data)
                found += [(address, one) for one in lost]
    assert sorted(set(found)) == []
    assert seen > 40
