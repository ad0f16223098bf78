"""How a family wants to be reached, and where its link goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.forms.reach import ReachForm
from contacts.enquiries.forms.reach_wishes import WISHES, ReachWishesForm
from contacts.enquiries.phones import PhoneText
from contacts.fields import AddressField
from contacts.models import Enquiry
from contacts.proofs.forms import ProofForm


class ContactForm(ReachForm, ReachWishesForm):
    """Corrected contact details and wishes."""

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        self.enquiry = enquiry
        names = ("phone", "email", *WISHES)
        known = {name: getattr(enquiry, name) for name in names}
        known["cannot_be_called"] = not enquiry.phone
        super().__init__(*args, initial=known, **kwargs)
        self.fields["email"].help_text = CHANGED_EMAIL
        self.fields["email"].required = bool(enquiry.email)

    def home_country(self) -> str:
        """Return the site's country."""
        return self.enquiry.site.country if self.enquiry.site else ""

    def judge_phone(self, data: dict[str, Any], read: PhoneText) -> None:
        """Ask nothing about a number that stands there as it was sent."""
        if data["phone"] != self.enquiry.phone or not data["phone"]:
            super().judge_phone(data, read)


CHANGED_EMAIL = _("If you change it, we send a link to the new address to confirm.")


class LostLinkForm(ProofForm):
    """To which address a lost link goes again."""

    email = AddressField(
        label=_("The e-mail address you wrote with"),
        max_length=254,
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type an e-mail address like name@example.org."),
        },
    )
    homepage = forms.CharField(required=False)
