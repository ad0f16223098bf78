"""An installation shows Arabic numbers in their own digits; what one dials stays."""

import re

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from contacts.gallery.specimens import specimens
from portal.lib.languages.digits import digits_of
from portal.pages.languages import in_own_digits
from portal.starting.file_checks import native_digits
from tests import factories

pytestmark = pytest.mark.django_db
ARABIC = re.compile(f"[{digits_of('ar')}]")
PHONE, NUMBER = "+86 571 8888 8888", "NCT90000001"
STUDY = f"trials/{NUMBER}/"


@pytest.fixture(autouse=True)
def _study(settings) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic"), ("es", "Spanish")]
    settings.NATIVE_DIGITS = ["ar"]
    study = factories.Study(registry_id=NUMBER)
    site = factories.StudySite(study=study)
    # Of several towns, so that a place is asked for.
    factories.StudySite(study=study, city="Leipzig")
    factories.StudyContact(study=study, site=site, phone=PHONE)


def read(path: str) -> str:
    return Client().get(path).content.decode()


@pytest.mark.parametrize("path", ["trials/", STUDY, f"{STUDY}sites/", "privacy/"])
def test_a_page_has_one_kind_of_digits(path):
    page = read(f"/ar/{path}")
    assert ARABIC.search(page)
    # Addresses and attributes are for programs.
    assert not any(ARABIC.search(tag) for tag in re.findall(r"<\w[^>]*>", page))


def test_telephone_and_study_numbers_stay(settings):
    page = read(f"/ar/{STUDY}")
    assert PHONE in page
    assert NUMBER in page
    settings.NATIVE_DIGITS = []
    assert page.count(NUMBER) == read(f"/ar/{STUDY}").count(NUMBER)


@pytest.mark.parametrize("language", ["", "es/", "zh-hans/"])
def test_no_other_language_is_touched(language):
    assert not ARABIC.search(read(f"/{language}{STUDY}"))


def test_without_the_setting_numbers_are_as_cldr_has_them(settings):
    settings.NATIVE_DIGITS = []
    page = read(f"/ar/{STUDY}")
    assert not ARABIC.search(page)
    assert 'data-numbers="latn"' in page


def test_scripts_ask_for_the_same_digits():
    assert 'data-numbers="arab"' in read(f"/ar/{STUDY}")


@pytest.mark.parametrize("name", specimens())
def test_a_mail_has_one_kind_of_digits(name, settings):
    mail = specimens()[name][1]("ar")
    settings.NATIVE_DIGITS = []
    plain = specimens()[name][1]("ar")
    kept = r"https?://\S+|ENQ\S+|NCT\d+"
    for shown, written in ((mail.text, plain.text), (mail.html, plain.html)):
        assert re.findall(kept, shown) == re.findall(kept, written)
        assert shown.translate(LATIN) == written.translate(LATIN)
    assert not ARABIC.search(plain.text)


def test_a_trial_in_a_mail_has_the_digits_of_its_frame(settings):
    for is_native in (True, False):
        settings.NATIVE_DIGITS = ["ar"] if is_native else []
        mail = specimens()["alerts"][1]("ar")
        for words in (mail.text, mail.html):
            between = re.search("العمر.*", words)[0]
            assert bool(ARABIC.search(between)) is is_native


# What a mail says is the same in either digits and marks.
LATIN = str.maketrans(
    {0x660 + at: str(at) for at in range(10)} | {0x66C: ",", 0x66B: "."}
)


def test_an_answers_quotation_is_as_it_was_written():
    name = next(one for one in specimens() if "answer" in one.lower())
    mail = specimens()[name][1]("ar")
    quoted = mail.text.split("-" * 40)[1]
    assert quoted.strip()
    assert not ARABIC.search(quoted)


def test_what_is_printed_follows():
    with translation.override("ar"):
        assert in_own_digits({"one": ["من 5", 5], "x": ("3",)}) == {
            "one": ["من ٥", 5],
            "x": ["٣"],
        }
    with translation.override("es"):
        assert in_own_digits("de 5") == "de 5"


def test_a_language_without_digits_is_refused(settings):
    assert native_digits() == []
    settings.NATIVE_DIGITS = ["ar", "es"]
    found = native_digits()
    assert [one.id for one in found] == ["portal.E017"]
    assert "es" in found[0].msg


def test_a_page_still_says_what_its_frame_says():
    """A block may take over what the frame's own says, in whatever digits."""
    written = Template(
        "{% extends frame %}{% block one %}{{ block.super }} 6{% endblock %}"
    )
    frame = Template("{% numbers %}{% block one %}5{% endblock %}{% endnumbers %}")
    with translation.override("ar"):
        assert written.render(Context({"frame": frame})) == "٥ ٦"
    with translation.override("es"):
        assert written.render(Context({"frame": frame})) == "5 6"
