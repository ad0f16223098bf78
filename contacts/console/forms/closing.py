"""The end of an enquiry, with its reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.conversation.outcomes import CHOSEN, what_is_owed
from contacts.models import Enquiry, MisfitReason, Outcome


class CloseForm(forms.Form):
    """How an enquiry ended."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=CHOSEN,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it ended.")},
    )
    reasons = forms.MultipleChoiceField(
        label=_("Why does the study not fit?"),
        help_text=_("Only counted, for the study team's planning."),
        choices=MisfitReason.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    # The form of an answer on the same page has one of this name.
    seen = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": "closing_seen"}))

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enquiry = enquiry
        self.initial.setdefault("seen", enquiry.revision)

    def clean_outcome(self) -> Outcome:
        """Refuse to end in silence what waits for an answer."""
        outcome = Outcome(self.cleaned_data["outcome"])
        owed = what_is_owed(self.enquiry, outcome)
        if owed:
            raise forms.ValidationError(owed)
        return outcome
