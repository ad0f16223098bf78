"""How somebody wishes to be reached; asked in the message form and on their page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.fields import LineField
from contacts.models import Channel

WISHES = (
    *("channel", "call_times", "may_leave_voicemail"),
    *("is_discreet", "wants_link_only"),
)


class ReachWishesForm(forms.Form):
    """All of it is optional."""

    channel = forms.ChoiceField(
        label=_("How should the team answer?"),
        choices=Channel.choices,
        widget=forms.RadioSelect,
        initial=Channel.EITHER,
        required=False,
    )
    call_times = LineField(
        label=_("When may they call?"),
        help_text=_("Days and hours, and your time zone if you are far away."),
        max_length=200,
        required=False,
    )
    may_leave_voicemail = forms.BooleanField(
        label=_("They may leave a message on my voicemail"), required=False
    )
    is_discreet = forms.BooleanField(
        label=_("Do not name the study"),
        help_text=_(
            "For a telephone or mailbox that others see: e-mails to you then hold only "
            "a link, and callers say only their own name."
        ),
        required=False,
    )
    wants_link_only = forms.BooleanField(
        label=_("Send me a link to answers instead of their text"), required=False
    )

    def clean_channel(self) -> str:
        """Return the wish, or either way where none was said."""
        return self.cleaned_data["channel"] or Channel.EITHER

    def wishes(self) -> dict[str, Any]:
        """Return the clean wishes by the names of the enquiry's fields."""
        return {name: self.cleaned_data[name] for name in WISHES}
