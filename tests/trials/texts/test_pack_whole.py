"""The pack holds what is written in no text: mails, words of pages, arrangements."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override
from lxml import html

from contacts.gallery import pack_interface
from contacts.gallery.pack_mails import mails_of_pack
from contacts.gallery.specimens import specimens
from contacts.mail.kinds import KINDS, Side
from contacts.responsible.arrangements import arrangements_of_pack
from tests import factories, texts
from tests.trials.selfcheck.founding import DEFINITION
from tests.trials.texts.people import person
from trials.authoring.actions.drafting import draft_selfcheck
from trials.models import Study, TextKind
from trials.texts.lint import lint
from trials.texts.pack.parts import parts_of_pack

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Words of a page that a family reads before it presses anything.
SAID = "//main//*[self::h1 or self::h2 or self::label or self::button or self::summary]"


@pytest.fixture
def study() -> Study:
    return factories.site_with_contact(
        study__registry_id="NCT90000001",
        study__minimum_age="5 Years",
        study__minimum_age_days=1826,
        country="DE",
    ).study


def arranged(study: Study, language: str = "en") -> str:
    with override(language):
        parts = arrangements_of_pack(study, language)
        return "\n".join(line for one in parts for line in (one.heading, *one.words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_that_a_family_can_get_is_in_the_pack(study, language):
    with override(language):
        parts = list(mails_of_pack(study, language))
    held = {one.mark.partition("\n")[0].removeprefix("mail: ") for one in parts}
    wanted = {
        n for n, (kind, _) in specimens().items() if KINDS[kind].side != Side.TEAM
    }
    assert held == wanted
    assert len(held) > 15
    assert all(len(one.words) > 2 and "sha256" in one.mark for one in parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_pages_are_in_the_pack(study, language, client):
    with override(language):
        (part,) = pack_interface.interface_of_pack(study, language)
    known = " ".join(part.words)
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    for path in ("message/", "changes/", "sites/"):
        page = client.get(f"{prefix}/trials/NCT90000001/{path}")
        tree = html.fromstring(page.content)
        for trap in tree.find_class("trap"):
            trap.drop_tree()
        nodes = tree.xpath(SAID)
        said = {" ".join((one.text or "").split()) for one in nodes}
        missing = {one for one in said if one and one not in known}
        assert missing == set(), path


def test_what_only_the_staff_reads_is_left_out():
    root = Path(settings.BASE_DIR)
    places = (root, root / "templates")
    for name in pack_interface.STAFFS:
        assert any((one / name).exists() for one in places), name
    said = {one for _context, one, _many in pack_interface.messages()}
    assert "Take the pack for the ethics committee" not in said
    assert len(said) > 1000


def test_the_european_template_is_filled_from_the_study(study):
    said = arranged(study)
    for words in (
        *("1. How people are recruited", "6. Emergencies", "first act of recruitment"),
        *("from 5 Years to –", "A parent or guardian", "1 place: Germany"),
        *("\nGermany: [[", "365 days", "0 texts of this pack"),
    ):
        assert words in said, words
    assert "self-check" not in said


def test_it_follows_what_the_study_has(study):
    texts.submitted(study, is_by_program=True)
    facts = {"facts": {"paid": "The bus is paid."}}
    texts.submitted(study, facts, kind=TextKind.FACTS)
    draft_selfcheck(study=study, definition=DEFINITION, now=factories.NOW, by="user:1")
    study.minimum_age, study.minimum_age_days = "18 Years", 6575
    said = arranged(study)
    for words in ("The bus is paid.", "1 text of this pack", "a self-check that keeps"):
        assert words in said, words
    assert "parent or guardian" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_own_words_pass_the_lint(study, language):
    assert lint(arranged(study, language), language) == []


def test_one_button_brings_all_of_it(study):
    raw = person("editor").get("/staff/texts/NCT90000001/pack.zip").content
    text = zipfile.ZipFile(io.BytesIO(raw)).read("NCT90000001-en.txt").decode()
    headings = [one.heading for one in parts_of_pack(study, "en")]
    assert "Words of the pages" in headings
    for one in headings:
        assert f"== {one} ==" in text
    assert "channel: e-mail" in text
