"""The end of an enquiry, with its reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.conversation.outcomes import CHOSEN
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
        if outcome == Outcome.MISDIRECTED:
            return outcome
        if not self.enquiry.first_answered_at:
            raise forms.ValidationError(
                _("This family has had no answer yet. Answer them, then close it.")
            )
        if self.enquiry.is_waiting:
            raise forms.ValidationError(
                _("The family has written again. Answer them, then close it.")
            )
        return outcome
