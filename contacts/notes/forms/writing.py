"""A note: where it goes, what it says, and both changed."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.fields import LineField
from contacts.notes.anchors.likeness import KEPT
from contacts.notes.forms.bodies import body_field
from trials.models import Study

# A selection can span a few paragraphs, not the page.
QUOTE_LENGTH = 3000


class NotedPlaceForm(forms.Form):
    """Where a note is to go: to a passage of the page, or to selected words of it."""

    study = forms.ModelChoiceField(
        Study.objects.published(), to_field_name="registry_id"
    )
    # The number of a passage, and the version of the page that gave it.
    at = forms.IntegerField(required=False, min_value=0)
    v = forms.IntegerField(required=False, min_value=0)
    # Selected words: the part of the page, and where in its text they stand.
    part = forms.SlugField(required=False, max_length=80)
    start = forms.IntegerField(required=False, min_value=0, max_value=10_000_000)
    exact = forms.CharField(required=False, max_length=QUOTE_LENGTH, strip=False)
    # … and what stood around them on the page where they were selected.
    before = forms.CharField(required=False, max_length=KEPT, strip=False)
    after = forms.CharField(required=False, max_length=KEPT, strip=False)


class NoteForm(NotedPlaceForm):
    words = LineField(
        label=_("Only these words of it"),
        help_text=_("If the note is about a few words, copy them here."),
        required=False,
        max_length=500,
    )
    body = body_field(_("Your note"))
    # Of the passage that was shown: the note is about these words and no others.
    seen = forms.CharField(required=False, max_length=32)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # A first note sent twice begins one notebook; nobody else ever sees this word.
    begin = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
        self.initial.setdefault("begin", uuid4())


class MoveNoteForm(forms.Form):
    """Where something like the noted words stands now, as its owner saw it."""

    part = forms.SlugField(max_length=80)
    start = forms.IntegerField(min_value=0, max_value=10_000_000)
    end = forms.IntegerField(min_value=0, max_value=10_000_000)
    seen = forms.CharField(max_length=32)


class EditNoteForm(forms.Form):
    body = body_field(_("Your note"))


class NoteSearchForm(forms.Form):
    """Words to look for; they come by POST, for they may be health data."""

    q = LineField(label=_("Search your notes"), required=False, max_length=100)
