"""A note, a share of notes, a passcode and an answer."""

from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.translation import gettext_lazy as _

from contacts.fields import LineField, ParagraphsField
from contacts.notes.actions.shares import Terms
from contacts.notes.anchors.likeness import KEPT
from contacts.notes.passcodes import is_common, is_strong, plain_passcode
from trials.models import Study

BODY_LENGTH = 2000
# A selection can span a few paragraphs, not the page.
QUOTE_LENGTH = 3000
WAYS = [
    ("made", _("Make one for me that is easy to say")),
    ("own", _("I choose one myself")),
]


def body_field(label: Any, **kwargs: Any) -> ParagraphsField:
    """Return the field of what somebody writes."""
    return ParagraphsField(
        label=label,
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
        error_messages={"required": _("Type something first.")},
        **kwargs,
    )


@lru_cache(maxsize=1)
def well_known() -> frozenset[str]:
    """Return the 20,000 passwords that Django refuses, as passcodes are compared."""
    plain = {plain_passcode(text) for text in CommonPasswordValidator().passwords}
    return frozenset(plain - {""})


class PlaceForm(forms.Form):
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


class NoteForm(PlaceForm):
    """A new note."""

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
        self.fields["words"].widget.attrs["class"] = "form-control"


class MoveForm(forms.Form):
    """Where something like the noted words stands now, as its owner saw it."""

    part = forms.SlugField(max_length=80)
    start = forms.IntegerField(min_value=0, max_value=10_000_000)
    end = forms.IntegerField(min_value=0, max_value=10_000_000)
    seen = forms.CharField(max_length=32)


class EditForm(forms.Form):
    """What a note says, changed."""

    body = body_field(_("Your note"))


class SearchForm(forms.Form):
    """Words to look for; they come by POST, for they may be health data."""

    q = LineField(label=_("Search your notes"), required=False, max_length=100)


class ShareForm(forms.Form):
    """Which notes are shared, with whom, for how long and behind what."""

    notes = forms.MultipleChoiceField(
        label=_("Notes to share"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one note.")},
    )
    label = LineField(
        label=_("For whom?"),
        help_text=_("Only you see this, for example “Grandma” or “Dr Weber”."),
        required=False,
        max_length=80,
    )
    days = forms.TypedChoiceField(
        label=_("How long may the link be used?"),
        choices=[(1, _("1 day")), (7, _("7 days")), (30, _("30 days"))],
        coerce=int,
        initial=7,
    )
    views_limit = forms.IntegerField(
        label=_("How often may it be opened?"),
        help_text=_("Leave empty for no limit."),
        required=False,
        min_value=1,
        max_value=1000,
    )
    may_answer = forms.BooleanField(
        label=_("They may answer under my notes"), required=False
    )
    way = forms.ChoiceField(
        label=_("Passcode"), choices=WAYS, widget=forms.RadioSelect, initial="made"
    )
    own = LineField(
        label=_("Your own passcode"),
        help_text=_(
            "At least 10 letters or digits, 5 of them different. No well-known "
            "password, no row of keys, nothing said again and again."
        ),
        required=False,
        max_length=100,
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notes"].choices = choices
        self.initial.setdefault("key", uuid4())
        for name in ("label", "days", "views_limit", "own"):
            self.fields[name].widget.attrs["class"] = "form-control"
        self.fields["own"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Ask a passcode of one's own to be hard to guess."""
        data = super().clean()
        own = data.get("own", "")
        is_hard = is_strong(own) and not is_common(own, well_known())
        if data.get("way") == "own" and not is_hard:
            self.add_error(
                "own",
                _(
                    "This is too easy to guess. It needs at least 10 letters or "
                    "digits, 5 of them different, and must not be a well-known "
                    "password, a row of keys or one thing said again and again."
                ),
            )
        return data

    def terms(self) -> Terms:
        """Return how to share, as the action takes it."""
        names = Terms.__dataclass_fields__
        return Terms(**{name: self.cleaned_data[name] for name in names})


class PasscodeForm(forms.Form):
    """The passcode of a shared link."""

    passcode = forms.CharField(
        label=_("Passcode"),
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the passcode that you were told.")},
    )


class AnswerForm(forms.Form):
    """An answer under a shared note."""

    note = forms.UUIDField()
    author = LineField(label=_("Your name, if you like"), required=False, max_length=80)
    body = body_field(_("Your answer"))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, key: UUID | None = None, **kwargs: Any) -> None:
        # Every note on the page has such a form, so its name is part of each id.
        super().__init__(*args, auto_id=f"%s-{key}", **kwargs)
