"""Consent, privacy, urgent and care words stand as the hospital approved them."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from contacts.models import ConsentText
from tests import factories, texts
from tests.contacts.enquiries.views.test_before_sending import MIND
from tests.contacts.enquiries.views.test_message import FORM, said
from trials.models import TextKind, TextVersion
from trials.texts.forms.editing import form_of
from trials.texts.legal.words import legal_sentence
from trials.texts.refusals import TextRefusedError
from trials.texts.shipped.legal import legal_document, shipped_legal

pytestmark = pytest.mark.django_db
BODY = "She cannot breathe"
PAGES = {TextKind.PRIVACY: "/privacy/", TextKind.IMPRINT: "/imprint/"}
IN_SENTENCES = (TextKind.CONSENT, TextKind.URGENT, TextKind.CARE)


@pytest.fixture
def site():
    return factories.site_with_contact(study__registry_id="NCT90000001", country="CN")


def of_the_hospital(kind: TextKind, **changed: str) -> dict:
    """Return a body whose every sentence is the hospital's own."""
    body = shipped_legal(kind, "en")
    sentences = [
        {**one, "text": changed.get(one["key"], f"Ours {one['key']}. {names(one)}")}
        for one in body["sentences"]
    ]
    return {"title": "Ours", "sentences": sentences}


def names(sentence: dict) -> str:
    """Return what the portal puts into a sentence."""
    return " ".join(re.findall(r"%\(\w+\)s", sentence["text"]))


def approve(kind: TextKind, **changed: str) -> TextVersion:
    return texts.published(kind=kind, body=of_the_hospital(kind, **changed))


def text_of(answer) -> str:
    return unescape(answer.content.decode())


def test_the_form_prints_the_approved_consent_and_keeps_it(site):
    approve(TextKind.CONSENT)
    page = text_of(Client().get(FORM))
    for key in ("agree", "guardian", "they_know", "about", "readers", "kept", "back"):
        assert f"Ours {key}." in page
    assert "%(recipient)s" not in page
    assert Client().post(FORM, said()).status_code == 303
    assert "Ours agree." in ConsentText.objects.get().text


def test_other_languages_keep_their_own_words(site):
    approve(TextKind.CONSENT)
    assert "Ours" not in text_of(Client().get(f"/zh-hans{FORM}"))


@pytest.mark.parametrize(("text", "key"), [(BODY, "body"), (MIND, "mind")])
def test_an_emergency_is_answered_in_the_approved_words(site, text, key, client):
    approve(TextKind.URGENT)
    page = text_of(client.post(FORM, said(message=text)))
    seen = re.search(r'name="urgency_seen" value="(\w+)"', page)[1]
    sent = client.post(FORM, said(message=text, urgency_seen=seen))
    for shown in (page, text_of(client.get(sent["Location"]))):
        assert f"Ours {key}_heading." in shown
        assert f"Ours {key}." in shown
    assert "Ours before_sending." in page
    assert "Ours help." in text_of(client.get("/help/"))


def test_the_copy_of_an_urgent_message_says_them_too(site):
    approve(TextKind.URGENT)
    enquiry = factories.accepted(site, text=BODY).enquiry
    copies = [one.body_text for one in enquiry.emails.all()]
    assert any("Ours mail." in one for one in copies)


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_begins_with_the_approved_words(kind):
    body = {"title": "Ours alone", "paragraphs": ["Nobody else <reads> it."]}
    texts.published(kind=kind, body=body)
    page = text_of(Client().get(PAGES[kind]))
    assert "<h1>Ours alone</h1>" in page
    assert "<p>Nobody else <reads> it.</p>" in page


def test_a_sentence_that_came_with_an_update_is_the_software_s():
    body = of_the_hospital(TextKind.CARE)
    body["sentences"] = [one for one in body["sentences"] if one["key"] != "whom"]
    texts.published(kind=TextKind.CARE, body=body)
    assert legal_sentence(TextKind.CARE, "now", "en").startswith("Ours")
    assert legal_sentence(TextKind.CARE, "whom", "en").startswith("Whom:")


def test_an_altered_text_is_not_printed(site):
    version = approve(TextKind.CONSENT)
    body = of_the_hospital(TextKind.CONSENT, agree="You will be cured.")
    TextVersion._base_manager.filter(pk=version.pk).update(body=body)
    assert "cured" not in text_of(Client().get(FORM))


@pytest.mark.parametrize("agree", ["I agree.", "I agree to %(recipient)s, %(price)s."])
def test_a_consent_that_names_nobody_is_not_approved(agree):
    with pytest.raises(TextRefusedError, match="names"):
        approve(TextKind.CONSENT, agree=agree)


def test_whoever_writes_hears_of_a_lost_name_at_once():
    body = shipped_legal(TextKind.CONSENT, "en")
    draft = texts.drafted(kind=TextKind.CONSENT, body=body)
    write = form_of(draft)
    typed = {one.html_name: one.value() for one in write(version=draft)}
    assert write(typed, version=draft).is_valid()
    form = write({**typed, "agree": "I agree."}, version=draft)
    assert "Keep each %(name)s" in str(form.non_field_errors())
    assert form["agree"].value() == "I agree."


def test_a_sign_of_a_hundred_harms_nothing(site):
    approve(TextKind.CONSENT, agree="I agree 100 % that %(recipient)s reads it.")
    assert "I agree 100 % that" in text_of(Client().get(FORM))


def test_no_sentence_of_the_gate_is_printed_from_a_catalogue():
    root = Path(settings.BASE_DIR)
    sources = [
        path.read_text(encoding="utf-8")
        for folder in ("templates", "contacts", "trials", "portal")
        for path in (root / folder).rglob("*")
        # The line under every page stands there without a database too.
        if path.suffix in {".html", ".txt", ".py"} and path.name != "base.html"
    ]
    gated = [
        one["text"]
        for kind in IN_SENTENCES
        for one in legal_document()[kind]["en"]["sentences"]
    ]
    paragraphs = [
        text for kind in PAGES for text in legal_document()[kind]["en"]["paragraphs"]
    ]
    for text in [*gated, *paragraphs]:
        assert not [one for one in sources if f'"{text}"' in one], text


def test_every_language_of_the_gate_has_every_sentence():
    for kind, bodies in legal_document().items():
        keys = [
            [one["key"] for one in body.get("sentences", [])]
            for body in bodies.values()
        ]
        assert all(one == keys[0] for one in keys), kind


def test_words_are_read_in_the_language_of_the_page():
    with translation.override("zh-hans"):
        shown = legal_sentence(TextKind.CARE, "now", translation.get_language())
    assert shown == shipped_legal(TextKind.CARE, "zh-hans")["sentences"][0]["text"]
