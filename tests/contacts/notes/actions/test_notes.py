"""A note is written once, moved, deleted with what hangs on it, and forgotten."""

from datetime import timedelta
from uuid import uuid4

import pytest

from contacts.models import Note, Notebook, NoteShare
from contacts.notes.actions import notebooks
from contacts.notes.actions import notes as note_actions
from contacts.notes.actions.notebooks import Owner
from contacts.notes.actions.notes import NotebookFullError
from contacts.notes.actions.sharing import Terms, share_notes
from contacts.notes.anchors.anchoring import describe_place
from contacts.notes.models import KEPT
from portal.lib.tokens import token_hash
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
PARTS = {"overview": "Rest is compared with work. Nobody is told which."}
LATER = NOW + timedelta(days=1)


@pytest.fixture
def owner() -> Owner:
    return notebooks.begin_notebook(now=NOW)


def noted(owner: Owner | None, body: str = "Why?", **values) -> tuple[Owner, Note]:
    usual = {"key": uuid4(), "study": values.pop("study", None) or factories.Study()}
    usual |= {"anchor": describe_place(PARTS, "overview", 0, 4), "now": NOW}
    return note_actions.add_note(
        owner=owner, body=body, language="en", **{**usual, **values}
    )


def test_one_key_makes_one_note_that_holds_what_was_sent_last(owner):
    study, key = factories.Study(), uuid4()
    _owner, first = noted(owner, "Why?", study=study, key=key)
    _owner, again = noted(owner, "Why now?", study=study, key=key, now=LATER)
    assert first.pk == again.pk
    again.refresh_from_db()
    assert (again.body, again.changed_at) == ("Why now?", LATER)
    noted(owner, "Why now?", study=study, key=key, now=LATER + timedelta(hours=1))
    again.refresh_from_db()
    assert again.changed_at == LATER


def test_a_first_note_sent_twice_begins_one_notebook():
    word, study = uuid4(), factories.Study()
    one, _note = noted(None, begin=word, study=study)
    other, _note = noted(None, begin=word, study=study)
    assert one.notebook == other.notebook
    assert one.notebook.token_hash == token_hash(one.secret)
    assert noted(None, study=study)[0].notebook != one.notebook


def test_a_full_notebook_takes_only_what_it_has(owner, monkeypatch):
    monkeypatch.setattr(note_actions, "MOST_NOTES", 1)
    study, key = factories.Study(), uuid4()
    noted(owner, study=study, key=key)
    noted(owner, "Changed", study=study, key=key)
    with pytest.raises(NotebookFullError):
        noted(owner, study=study)


def test_a_share_goes_with_its_last_note(owner):
    study = factories.Study()
    notes = [noted(owner, study=study)[1] for _ in range(2)]
    share_notes(
        notebook=owner.notebook,
        notes=notes,
        own="kettle marble 27",
        language="en",
        terms=Terms("", 7, None, False),
        key=uuid4(),
        now=NOW,
    )
    note_actions.delete_notes(notes=notes[:1])
    assert NoteShare.objects.get().notes.get() == notes[1]
    note_actions.delete_notes(notes=notes[1:])
    assert not NoteShare.objects.exists()


def test_only_chosen_notes_become_a_question(owner):
    study = factories.Study()
    first, second = (noted(owner, study=study)[1] for _ in range(2))
    elsewhere = noted(owner)[1]
    notebooks.ask_team(notebook=owner.notebook, notes=[elsewhere])
    notebooks.ask_team(notebook=owner.notebook, notes=[first])
    notebooks.ask_team(notebook=owner.notebook, notes=[second])
    asked = owner.notebook.notes.filter(is_question=True)
    assert set(asked) == {second, elsewhere}


def test_a_new_secret_shuts_the_old_ones_out(owner):
    new = notebooks.renew_secret(notebook=owner.notebook, now=LATER)
    assert new.secret != owner.secret
    assert Notebook.objects.get().token_hash == token_hash(new.secret)


def test_use_is_remembered_once_a_day_and_the_unused_are_forgotten(owner):
    notebooks.use_notebook(notebook=owner.notebook, now=NOW + timedelta(minutes=1))
    assert Notebook.objects.get().used_at == NOW
    notebooks.use_notebook(notebook=owner.notebook, now=LATER)
    assert Notebook.objects.get().used_at == LATER
    assert notebooks.purge_notes(now=LATER + KEPT) == 0
    assert notebooks.purge_notes(now=LATER + KEPT + timedelta(seconds=1)) == 1
    assert not Notebook.objects.exists()
