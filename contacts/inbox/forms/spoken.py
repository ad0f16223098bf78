"""What a family says on the telephone or in person, written down by who listens."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from contacts.enquiries.actions.accepting import Enquirer
from contacts.enquiries.forms.message import MessageForm
from contacts.enquiries.forms.message_layout import EMAIL_QUESTION, PHONE_QUESTION
from portal.hospital.says import interface_languages

SPOKEN_CONSENT = _("Read out to the person, who agreed in spoken words to:")


class SpokenForm(MessageForm):
    """The questions of the message form, as somebody asks them; consent is read out."""

    language = forms.ChoiceField(
        label=_("Language of their e-mails and page"), choices=interface_languages
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "message": _("What would they like to know?"),
            "first_name": _("Their first name"),
            "last_name": _("Their last name"),
            "email": _("Their e-mail address, if they have one"),
            "call_times": _("When may you call them?"),
            "cannot_be_called": _("They cannot be called"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        for name in labels:
            self.fields[name].help_text = ""
        for name in self.fields:
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.helper = spoken_helper()

    def enquirer(self) -> Enquirer:
        """Return the person, whose language is the one that was asked for."""
        names = Enquirer.__dataclass_fields__
        return Enquirer(**{name: self.cleaned_data[name] for name in names})

    def spoken_words(self) -> str:
        """Return the very words that were read out, in the family's language."""
        with override(self.cleaned_data["language"]):
            return f"{SPOKEN_CONSENT}\n\n{self.agreed_words()}"


def spoken_helper() -> FormHelper:
    """Return the layout: what one hears first stands first."""
    form = FormHelper()
    form.form_tag = False
    form.disable_csrf = True
    form.layout = Layout(
        "message",
        Div("first_name", "last_name", css_class="pair"),
        Div("phone_country", "phone", css_class="pair"),
        HTML(PHONE_QUESTION),
        "cannot_be_called",
        Div("email", "call_times", css_class="pair"),
        HTML(EMAIL_QUESTION),
        "relationship",
        Div("person_age", "age_group", css_class="pair"),
        Div("language", "other_language", css_class="pair"),
        "key",
        "asked",
    )
    return form
