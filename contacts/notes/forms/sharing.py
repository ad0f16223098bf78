"""Which notes are shared, and a passcode of one's own that is hard to guess."""

from functools import lru_cache
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.translation import gettext_lazy as _

from contacts.fields import LineField
from contacts.notes.actions.sharing import Terms
from contacts.notes.passcodes import is_common, is_strong, plain_passcode

WAYS = [
    ("made", _("Make one for me that is easy to say")),
    ("own", _("I choose one myself")),
]


@lru_cache(maxsize=1)
def well_known() -> frozenset[str]:
    """Return the 20,000 passwords that Django refuses, as passcodes are compared."""
    plain = {plain_passcode(text) for text in CommonPasswordValidator().passwords}
    return frozenset(plain - {""})


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
