"""A request for alerts: the wishes, where to, and consent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contacts.alerts.forms.layout import SUBSCRIBER_FIELDS
from contacts.alerts.forms.wishes import AlertWishesForm
from contacts.fields import AddressField
from contacts.proofs.forms import ProofForm


class SubscribeForm(AlertWishesForm, ProofForm):
    """A request: the wishes, the address, and consent."""

    more_fields = SUBSCRIBER_FIELDS

    email = AddressField(
        label=_("E-mail"),
        help_text=_("We first send one mail there and ask whether you meant it."),
        max_length=254,
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type an e-mail address like name@example.org."),
        },
    )
    consent = forms.BooleanField(
        label=_(
            "I agree that this portal keeps what I typed here, also about health, to "
            "send me news about trials until I stop it. I can stop and erase it at "
            "any time with one button."
        ),
        error_messages={
            "required": _("Tick this box, or we may not keep what you typed.")
        },
    )
    # People do not see it; programs that fill in everything do.
    homepage = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["homepage"].widget.attrs["autocomplete"] = "off"

    def clean_homepage(self) -> str:
        """Refuse programs, in words for the one person whose browser filled it in."""
        if self.cleaned_data["homepage"]:
            raise ValidationError(_("Please leave this field empty."), code="trap")
        return ""
