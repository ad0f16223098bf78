"""The form of wishes on the page, one group of questions after another."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout
from django.utils.translation import gettext_lazy as _

# What to expect is read where one agrees to it, in the last step before the button.
SUBSCRIBER_FIELDS = (
    "email",
    Div(Field("homepage", tabindex="-1"), css_class="trap"),
    HTML("{% include 'contacts/alerts/_promises.html' %}"),
    HTML("{% include 'contacts/alerts/_closing.html' %}"),
)


def wishes_layout(*more: Any) -> FormHelper:
    """Return the form's layout, one question group after another."""
    form = FormHelper()
    form.form_tag, form.disable_csrf = False, True
    form.layout = Layout(
        Field("condition", template="contacts/alerts/_conditions.html"),
        Fieldset(
            _("Where?"),
            Div("place", "country", css_class="pair"),
            "distance",
            css_class="step of-place",
        ),
        Div(
            "relationship",
            Div("birth_month", "birth_year", css_class="pair"),
            css_class="part of-person",
        ),
        Fieldset(
            _("How should we write to you?"),
            "pace",
            "language",
            *more,
            css_class="step of-mails",
        ),
    )
    return form
