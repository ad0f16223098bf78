"""What a family writes and corrects on its own page."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.forms.lengths import count_marks
from contacts.enquiries.forms.message import MESSAGE_LENGTH
from contacts.enquiries.forms.reach import ReachForm
from contacts.enquiries.forms.reach_wishes import WISHES, ReachWishesForm
from contacts.enquiries.forms.sites import site_choices
from contacts.enquiries.phones import PhoneText
from contacts.fields import AddressField, ParagraphsField
from contacts.models import Enquiry
from contacts.proofs.forms import ProofForm
from trials.models import StudySite


class WriteForm(forms.Form):
    """Another message; its key makes a double click one message."""

    message = ParagraphsField(
        label=_("Write to the team"),
        max_length=MESSAGE_LENGTH,
        error_messages={"required": _("Type your message.")},
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
        self.fields["message"].widget.attrs |= {
            "rows": 5,
            **count_marks(MESSAGE_LENGTH),
        }


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


class OtherSiteForm(forms.Form):
    """To which other site an enquiry goes, with a consent of its own."""

    site = forms.ChoiceField(
        label=_("Which site should get it instead?"),
        error_messages={"required": _("Choose a site.")},
    )
    consent = forms.BooleanField(
        label=_(
            "I agree that my whole conversation and my contact details are passed on "
            "to this other site. The first site does no more about it."
        ),
        error_messages={
            "required": _("Tick this box, or we may not pass your message on.")
        },
    )

    def __init__(self, *args: Any, sites: list[StudySite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sites = {site.key: site for site in sites}
        self.fields["site"].choices = site_choices(self.sites, get_language())

    @property
    def chosen(self) -> StudySite:
        """Return the site."""
        return self.sites[self.cleaned_data["site"]]


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
