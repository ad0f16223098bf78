"""What a family writes and corrects on its own page."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.forms.lengths import count_marks
from contacts.enquiries.forms.message import MESSAGE_LENGTH
from contacts.enquiries.forms.sites import site_choices
from contacts.fields import ParagraphsField
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
        return self.sites[self.cleaned_data["site"]]
