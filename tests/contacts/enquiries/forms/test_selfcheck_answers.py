"""Self-check answers go along only if somebody ticked the list that they saw."""

import pytest

from contacts.enquiries.forms.selfcheck_answers import SelfcheckAnswersForm
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SEEN = {"version": "1.0.0", "answers": [["How old?", "9"]]}
NEWER = {"version": "1.0.0", "answers": [["How old?", "10"]]}


def form_of(snapshot=SEEN, **values: str) -> SelfcheckAnswersForm:
    form = SelfcheckAnswersForm(values)
    form.snapshot = snapshot
    return form


def mark_of(snapshot) -> str:
    return form_of(snapshot).shown_mark


def test_nothing_goes_along_by_itself():
    form = form_of(answers_shown=mark_of(SEEN))
    assert form.is_valid()
    assert form.answers_to_send(NOW) is None


def test_what_was_seen_and_ticked_goes_along_with_its_time():
    form = form_of(send_answers="on", answers_shown=mark_of(SEEN))
    assert form.is_valid(), form.errors
    sent = form.answers_to_send(NOW)
    assert sent == {**SEEN, "at": NOW.isoformat(), "ticked_by": "enquirer"}


def test_a_list_that_changed_meanwhile_is_not_sent():
    assert mark_of(SEEN) != mark_of(NEWER)
    form = form_of(NEWER, send_answers="on", answers_shown=mark_of(SEEN))
    assert list(form.errors) == ["send_answers"]


def test_a_list_that_is_gone_is_told_and_not_sent():
    form = form_of(None, send_answers="on", answers_shown=mark_of(SEEN))
    assert list(form.errors) == ["__all__"]
    assert mark_of(None) == ""


def test_a_program_that_knows_of_no_mark_sends_the_list_as_it_is():
    form = form_of(send_answers="on")
    assert form.is_valid(), form.errors
    assert form.answers_to_send(NOW)["answers"] == SEEN["answers"]
