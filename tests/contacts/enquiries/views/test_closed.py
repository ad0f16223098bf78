"""Families' forms open once the legal and urgent words are approved."""

from time import monotonic

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contacts.enquiries.consent.opening import may_take_messages
from tests import factories, texts
from tests.factories import NOW
from trials.models import TextState, TextVersion
from trials.models.gated.kinds import LEGAL_KINDS
from trials.texts import serving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _closed(settings) -> None:
    settings.SERVE_UNAPPROVED = False


@pytest.fixture
def study():
    return factories.site_with_contact(study__registry_id="NCT90000001").study


FORMS = ("/trials/NCT90000001/message/", "/alerts/", "/trials/NCT90000001/tell-me/")


def legal(language: str = "en") -> None:
    for kind in LEGAL_KINDS:
        texts.published(kind=kind, language=language)


def test_forms_stay_closed_and_name_a_telephone_until_legal_words_are_approved(
    study, settings
):
    settings.PORTAL_DESK_PHONE = "+44 20 7946 0123"
    for path in FORMS[:2]:
        answer = Client().get(path)
        assert answer.status_code == 503
        assert b"+44 20 7946 0123" in answer.content
    typed = Client().post(FORMS[0], {"message": "Is there a <place> for Mia?"})
    assert "Is there a &lt;place&gt; for Mia?" in typed.content.decode()
    legal()
    for path in FORMS[:2]:
        assert Client().get(path).status_code == 200
        assert Client().get(f"/zh-hans{path}").status_code == 503
    legal("zh-hans")
    assert Client().get(f"/zh-hans{FORMS[0]}").status_code == 200


def test_what_is_approved_is_trusted_for_a_second_and_no_longer(monkeypatch):
    legal()
    assert may_take_messages("en")
    with CaptureQueriesContext(connection) as asked:
        assert may_take_messages("en")
    assert len(asked) == 0
    TextVersion.objects.all().update(state=TextState.WITHDRAWN, withdrawn_at=NOW)
    later = monotonic() + serving.TRUST
    monkeypatch.setattr(serving, "monotonic", lambda: later)
    assert not may_take_messages("en")
    # What is missing is asked for each time: it may come at any moment.
    legal()
    assert may_take_messages("en")


@pytest.mark.parametrize("kind", LEGAL_KINDS)
def test_each_of_the_legal_texts_is_needed(study, kind):
    for other in LEGAL_KINDS:
        if other != kind:
            texts.published(kind=other)
    assert Client().get(FORMS[0]).status_code == 503


def test_the_console_works_while_forms_are_closed(study):
    client = Client()
    client.force_login(factories.staff([study.sites.get()]))
    assert client.get("/staff/").status_code == 200
