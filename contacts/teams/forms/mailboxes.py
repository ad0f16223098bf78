"""A team's mailbox, what a mail to it holds, and when a member hears."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.fields import AddressField
from contacts.teams.models.mailboxes import MailboxPurpose, MailHolds, WordsReason


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
    purpose = forms.TypedChoiceField(
        label=_("What is sent there"),
        choices=MailboxPurpose.choices,
        coerce=MailboxPurpose,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Beside the form that invites a colleague, which asks for an e-mail as well.
        super().__init__(*args, auto_id="box_%s", **kwargs)


class MailHoldsForm(forms.Form):
    """What a mail holds, and why it may hold more than a link."""

    holds = forms.TypedChoiceField(
        label=_("A mail to it holds"), choices=MailHolds.choices, coerce=MailHolds
    )
    reason = forms.TypedChoiceField(
        label=_("Why"),
        choices=[("", "–"), *WordsReason.choices],
        coerce=WordsReason,
        empty_value=None,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The words of a family never go out without a reason."""
        data = super().clean()
        if data.get("holds") == MailHolds.MESSAGE and not data.get("reason"):
            self.add_error("reason", _("Say why mails to it may hold the message."))
        return data
