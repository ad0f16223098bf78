"""General words are shown as shipped until somebody read them, and after updates."""

import pytest
from django.core.management import call_command

from tests import factories, texts
from tests.factories import NOW
from tests.texts import APPROVAL, OTHER, READER, TODAY, read_study
from trials.models import TextKind, TextState, TextVersion
from trials.models.gated.kinds import LEGAL_KINDS, TextClass, kinds_of
from trials.texts.actions.publishing import publish_text, withdraw_text
from trials.texts.actions.reviewing import approve_text
from trials.texts.actions.shipping import ship_texts
from trials.texts.refusals import TextRefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _closed(settings) -> None:
    settings.SERVE_UNAPPROVED = False


@pytest.fixture
def study():
    return factories.site_with_contact(study__registry_id="NCT90000001").study


def ship(kind: str, *words: str) -> TextVersion:
    body = {"sections": [texts.section("cost", "Cost?", *words, kind="FAQ")]}
    ship_texts(texts=[(kind, "en", body)], now=NOW)
    return TextVersion.objects.filter(kind=kind).latest("number")


def read_here(version: TextVersion) -> None:
    """Approve and publish, as the one press does."""
    row = approve_text(version=version, approval=APPROVAL, now=NOW, by=READER)
    publish_text(version=row, today=TODAY, now=NOW, by=READER)


def test_general_words_are_shown_as_shipped_and_marked_until_they_are_read(study):
    version = ship(TextKind.QUESTIONS, "Ask the team.")
    assert "Ask the team." in read_study()
    assert "not yet read by this hospital" in read_study()
    read_here(version)
    assert "Ask the team." in read_study()
    assert "not yet read by this hospital" not in read_study()


def test_an_update_never_unapproves(study):
    read_here(ship(TextKind.QUESTIONS, "Ask the team."))
    fresh = ship(TextKind.QUESTIONS, "Ask the study team.")
    assert (fresh.number, fresh.state) == (2, TextState.IN_REVIEW)
    assert "Ask the team." in read_study()
    assert "not yet read by this hospital" not in read_study()
    assert ship(TextKind.QUESTIONS, "Ask the study team.") == fresh
    read_here(fresh)
    assert "Ask the study team." in read_study()


def test_of_two_updates_that_nobody_read_the_later_is_shown(study):
    ship(TextKind.QUESTIONS, "Ask the team.")
    ship(TextKind.QUESTIONS, "Ask the study team.")
    assert "Ask the study team." in read_study()
    waiting = TextVersion.objects.filter(state=TextState.IN_REVIEW)
    assert waiting.count() == 1


def test_the_sentences_of_the_record_are_switched_off_as_a_whole(study):
    call_command("load_texts")
    assert 'id="plain"' in read_study()
    version = TextVersion.objects.get(kind=TextKind.LAYER, language="en")
    withdraw_text(version=version, now=NOW, by=OTHER)
    assert 'id="plain"' not in read_study()
    assert 'id="plain"' in read_study(language="/zh-hans")


def test_everything_that_is_shipped_is_whole_and_loaded_once():
    for _time in range(2):
        call_command("load_texts")
    rows = TextVersion.objects.all()
    kinds = {*kinds_of(TextClass.SHIPPED), *LEGAL_KINDS} - {TextKind.ANSWERS}
    assert {(one.kind, one.language) for one in rows} == {
        (kind, language) for kind in kinds for language in ("en", "zh-hans")
    }
    assert rows.count() == 2 * len(kinds)
    assert all(one.is_whole and one.state == "IN_REVIEW" for one in rows)


def test_blanks_are_filled_before_legal_words_are_approved():
    body = {"title": "Privacy", "paragraphs": ["Ask [[name of the officer]]."]}
    version = texts.submitted(kind=TextKind.PRIVACY, body=body)
    with pytest.raises(TextRefusedError, match="blank"):
        approve_text(version=version, approval=APPROVAL, now=NOW, by=READER)
