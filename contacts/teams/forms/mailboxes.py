"""A team's mailbox, what a mail to it holds, and when a member hears."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.fields import AddressField
from contacts.teams.models.mailboxes import MailboxPurpose, MailHolds, WordsReason
from contacts.teams.models.memberships import Hears


class MailboxForm(forms.Form):
    """Which mailbox to add."""

    email = AddressField(
        label=_("E-mail of the mailbox"),
        max_length=254,
        error_messages={
            "required": _("Type the mailbox's e-mail address."),
            "invalid": _("Type an e-mail address like name@example.org."),
        },
    )
    purpose = forms.ChoiceField(
        label=_("What is sent there"), choices=MailboxPurpose.choices
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Beside the form that invites a colleague, which asks for an e-mail as well.
        super().__init__(*args, auto_id="box_%s", **kwargs)


class MailHoldsForm(forms.Form):
    """What a mail holds, and why it may hold more than a link."""

    holds = forms.ChoiceField(label=_("A mail to it holds"), choices=MailHolds.choices)
    reason = forms.ChoiceField(
        label=_("Why"), choices=[("", "–"), *WordsReason.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        """The words of a family never go out without a reason."""
        data = super().clean()
        if data.get("holds") == MailHolds.MESSAGE and not data.get("reason"):
            self.add_error("reason", _("Say why mails to it may hold the message."))
        return data

    def why(self) -> WordsReason | None:
        """Return the reason, if one was chosen."""
        reason = self.cleaned_data["reason"]
        return WordsReason(reason) if reason else None


class HearingForm(forms.Form):
    """When a member hears of what came in."""

    hears = forms.ChoiceField(
        label=_("You hear of new messages"), choices=Hears.choices
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write a time like 20:00.")},
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write a time like 20:00.")},
    )

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end."""
        data = super().clean()
        begins, ends = data.get("quiet_from"), data.get("quiet_until")
        if (begins is None) != (ends is None):
            self.add_error("quiet_until", _("Give both times, or neither."))
        elif begins is not None and begins == ends:
            self.add_error("quiet_until", _("Quiet hours end at another time."))
        return data
