"""On a shared page: the passcode, and an answer under a note."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.fields import LineField
from contacts.notes.forms.bodies import body_field


class PasscodeForm(forms.Form):
    """The passcode of a shared link."""

    passcode = forms.CharField(
        label=_("Passcode"),
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the passcode that you were told.")},
    )


class NoteAnswerForm(forms.Form):
    """An answer under a shared note."""

    note = forms.UUIDField()
    author = LineField(label=_("Your name, if you like"), required=False, max_length=80)
    body = body_field(_("Your answer"))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, key: UUID | None = None, **kwargs: Any) -> None:
        # Every note on the page has such a form, so its name is part of each id.
        super().__init__(*args, auto_id=f"%s-{key}", **kwargs)
