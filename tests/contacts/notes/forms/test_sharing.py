"""A passcode of one's own has to be hard to guess; a made one is not asked for."""

import pytest

from contacts.notes.forms.shared import NoteAnswerForm
from contacts.notes.forms.sharing import ShareForm

CHOICES = [("1", "Why?")]
GIVEN = {"notes": ["1"], "days": "7", "way": "made"}


def filled(**values: object) -> ShareForm:
    return ShareForm({**GIVEN, **values}, choices=CHOICES)


def test_what_is_asked_for_becomes_terms():
    form = filled(label="Grandma", views_limit="3", may_answer="on")
    assert form.is_valid(), form.errors
    terms = form.terms()
    assert (terms.label, terms.days, terms.views_limit) == ("Grandma", 7, 3)
    assert terms.may_answer


@pytest.mark.parametrize(
    "own", ["", "short", "password123456", "1234567890", "abababababab"]
)
def test_a_weak_passcode_is_refused_only_where_it_would_be_used(own):
    assert "own" in filled(way="own", own=own).errors
    assert filled(own=own).is_valid()


@pytest.mark.parametrize(
    "values", [{"notes": []}, {"notes": ["2"]}, {"days": "365"}, {"views_limit": "0"}]
)
def test_what_nobody_offered_is_refused(values):
    assert not filled(**values).is_valid()


def test_an_answer_needs_words_and_keeps_them_apart_by_note():
    form = NoteAnswerForm({"body": " "}, key=None)
    assert "body" in form.errors
    assert form["body"].id_for_label == "body-None"
