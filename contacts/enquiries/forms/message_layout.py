"""The order in which the message form asks, and what a browser may fill in."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout
from django.utils.translation import gettext_lazy as _

AUTOCOMPLETE = {
    "first_name": "given-name",
    "last_name": "family-name",
    "email": "email",
    "phone": "tel",
    "phone_country": "country",
    "homepage": "off",
}
EMAIL_QUESTION = "{% include 'contacts/enquiries/_email_question.html' %}"
PHONE_QUESTION = "{% include 'contacts/enquiries/_phone_question.html' %}"
WISHES = "{% include 'contacts/enquiries/_wishes.html' %}"


def layout(*, shows_site: bool) -> FormHelper:
    """Return the first two steps; the third is _ask.html with all that is agreed."""
    form = FormHelper()
    form.form_tag = False
    form.disable_csrf = True
    form.layout = Layout(
        "site" if shows_site else Field("site", type="hidden"),
        Div(
            "relationship",
            Div("person_age", css_class="narrow for-others"),
            Div("age_group", css_class="for-myself"),
            css_class="step of-person",
        ),
        Fieldset(
            _("How can the team reach you?"),
            Div("first_name", "last_name", css_class="pair always"),
            "email",
            HTML(EMAIL_QUESTION),
            Div("phone_country", "phone", css_class="pair always"),
            HTML(PHONE_QUESTION),
            Div("channel", css_class="of-three"),
            Div("cannot_be_called", "other_language", css_class="pair"),
            HTML(WISHES),
            css_class="step of-reach",
        ),
        Div(Field("homepage", tabindex="-1"), css_class="trap"),
        "asked",
        "key",
    )
    return form
