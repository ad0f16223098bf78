"""One consent at the button, short; what else a law asks for, and of nobody else."""

import re
from html import unescape

import pytest
from django.test import Client

from contacts.enquiries.consent.kept_texts import ConsentIsKeptError, consent_hash
from contacts.enquiries.consent.words import explain_consent
from contacts.models import ConsentText, Enquiry
from tests import factories

pytestmark = pytest.mark.django_db
FORM = "/trials/NCT90000001/message/"
GOOD = {
    "relationship": "MYSELF",
    "age_group": "ADULT",
    "first_name": "Ada",
    "last_name": "Example",
    "email": "ada@families.example",
    "phone": "+49 6221 5555555",
    "message": "Is there a place for me?",
    "consent": "on",
}
CHILD = {"relationship": "MY_CHILD", "guardian": "on", "age_group": ""}


@pytest.fixture(autouse=True)
def site():
    return factories.site_with_contact(
        study__registry_id="NCT90000001", country="DE", facility="Clinic of Tests"
    )


def post(**changed):
    """Send the form; a value of None leaves a field out."""
    form = {**GOOD, **changed}
    return Client().post(FORM, {k: v for k, v in form.items() if v is not None})


def at_button(html: str) -> str:
    """Return what stands at the button and is not folded away, without marks."""
    found = re.search(r'<div class="agree".*?(?=<details)', html, re.S)[0]
    found = re.sub(r"<div[^>]*field-error.*?</div>", " ", found, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())


def test_a_message_of_ones_own_goes_with_one_tick():
    assert post().status_code == 303
    assert Enquiry.objects.get().age_group == "ADULT"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"consent": None}, "id_consent"),
        ({"age_group": None}, "id_age_group"),
        ({**CHILD, "guardian": None}, "id_guardian"),
        ({"age_group": "UNDER_14"}, "id_guardian"),
        ({"age_group": "FROM_14_TO_17"}, "id_guardian"),
        ({"relationship": "MY_PATIENT", "asked": "they_know"}, "id_they_know"),
        ({"relationship": "SOMEONE_I_CARE_FOR", "asked": "they_know"}, "id_they_know"),
        ({"phone": "+86 571 8888 8888"}, "id_consent_transfer"),
    ],
)
def test_a_field_that_is_missing_gets_422_and_the_words_stay(changed, named):
    answer = post(**changed)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{named}' in said
    assert GOOD["message"] in said
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        CHILD,
        {"age_group": "UNDER_14", "guardian": "on"},
        {"age_group": "FROM_14_TO_17", "phone": "+86 571 8888 8888"}
        | {"consent_transfer": "on"},
        {"relationship": "MY_PATIENT", "asked": "they_know", "they_know": "on"},
        {"relationship": "SOMEONE_I_CARE_FOR", "they_know": "on"},
    ],
)
def test_and_with_it_the_message_goes(changed):
    assert post(**changed).status_code == 303
    assert Enquiry.objects.get().consent_text.text.startswith(
        ("I agree", "I am", "My parent", "They know")
    )


def test_a_transfer_is_asked_of_nobody_else():
    assert "consent_transfer" not in Client().get(FORM).content.decode()
    assert "consent_transfer" not in post(consent=None).content.decode()
    asked = post(phone="+86 571 8888 8888").content.decode()
    assert "I agree that it goes to Germany, where" in asked


def test_nothing_is_ticked_beforehand():
    page = Client().get(FORM).content.decode()
    ticks = re.findall(r"<input type=\"checkbox\"[^>]*>", page)
    names = {re.search(r'name="(\w+)"', one)[1] for one in ticks}
    assert {"consent", "guardian", "they_know"} <= names
    assert [one for one in ticks if "checked" in one] == []


@pytest.mark.parametrize("more", [{}, {"phone": "+86 571 8888 8888"}])
def test_at_most_sixty_words_of_an_easy_grade_stand_at_the_button(more):
    page = post(message="", **more).content.decode()
    for hidden in ("guardian", "they_know"):
        # Of these one at most is shown, and to those whom it concerns.
        start = page.index(f'id="div_id_{hidden}"')
        page = page[:start] + page[page.index("</div>", start) :]
    words = re.findall(r"[A-Za-z']+", at_button(page))
    assert 10 < len(words) <= 60
    assert grade(at_button(page)) <= 8


def test_with_every_tick_shown_it_is_still_sixty_words():
    asked = post(**CHILD, message="", phone="+86 571 8888 8888").content.decode()
    know = re.search(r'<div class="for-adult".*?</div>\s*</div>', asked, re.S)[0]
    assert len(re.findall(r"[A-Za-z']+", at_button(asked.replace(know, "")))) <= 60


def grade(text: str) -> float:
    """Return the grade of Flesch and Kincaid; vowels in a row are a syllable."""
    sentences = [one for one in re.split(r"[.!?]\s", text) if one.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    beats = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e\b", "", one.lower()))))
        for one in words
    )
    return 0.39 * len(words) / len(sentences) + 11.8 * beats / len(words) - 15.59


def test_everything_else_is_one_press_away():
    page = Client().get(FORM).content.decode()
    fold = page[page.index("What this means") :]
    for words in ("illness", "Who reads it", "Germany", "365 days", "take it back"):
        assert words in fold
    assert 'href="/privacy/"' in fold


def test_the_very_words_are_kept_for_ever_and_never_change():
    post()
    enquiry = Enquiry.objects.get()
    kept = enquiry.consent_text
    assert "Clinic of Tests" in kept.text
    assert "365 days" in kept.text
    assert kept.hash == consent_hash(kept.text, "en")
    assert enquiry.consent_version == kept.hash[:12]
    for change in (
        kept.save,
        kept.delete,
        ConsentText.objects.all().delete,
        lambda: ConsentText.objects.update(text="x"),
    ):
        with pytest.raises(ConsentIsKeptError):
            change()
    enquiry.delete()
    assert ConsentText.objects.get().text == kept.text


def test_the_same_words_are_kept_once():
    post()
    post(email="bea@families.example", message="And for me?")
    assert Enquiry.objects.count() == 2
    assert ConsentText.objects.count() == 1


def test_who_reads_it_is_named_with_the_country(settings):
    settings.OPERATOR = {**settings.OPERATOR, "OPERATOR_COUNTRY": "CN"}
    said = " ".join(one.answer for one in explain_consent("", None))
    assert "China" in said
