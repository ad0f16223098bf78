"""What a family writes and corrects on its own page."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.forms.enquiries import MESSAGE_LENGTH, phone_error
from contacts.forms.fields import AddressField, LineField, ParagraphsField, parse_phone
from contacts.forms.proofs import ProofForm
from contacts.forms.sites import site_choices
from contacts.forms.wishes import WISHES, WishesForm
from contacts.models import Enquiry
from portal.lib.cldr import country_name
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
        self.fields["message"].widget.attrs["rows"] = 5


class ContactForm(WishesForm):
    """Corrected contact details and wishes."""

    phone = LineField(
        label=_("Phone number"),
        max_length=40,
        error_messages={"required": _("Type your phone number.")},
    )
    email = AddressField(
        label=_("E-mail"),
        help_text=_("If you change it, we send a link to the new address to confirm."),
        max_length=254,
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type an e-mail address like name@example.org."),
        },
    )

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        self.enquiry = enquiry
        names = ("phone", "email", *WISHES)
        known = {name: getattr(enquiry, name) for name in names}
        super().__init__(*args, initial=known, **kwargs)
        self.fields["phone"].widget.input_type = "tel"

    def clean_phone(self) -> str:
        """Return the number in international form; one with "+" is always read."""
        site = self.enquiry.site
        country = site.country if site else ""
        if self.cleaned_data["phone"] == self.enquiry.phone:
            return self.enquiry.phone
        try:
            return parse_phone(self.cleaned_data["phone"], country)
        except ValueError:
            where = country_name(country, get_language())
            raise forms.ValidationError(phone_error(where)) from None


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
