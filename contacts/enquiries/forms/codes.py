"""Typing the code of one's page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.fields import LineField

# The same for every wrong code: nobody learns which ones there are.
WRONG = _(
    "No page opens with this code. Please look at each letter again; codes have no 0, "
    "1, 2, 5 and 8, and no B, I, L, O, S and Z."
)


class PageCodeForm(forms.Form):
    """A code however it is typed."""

    code = LineField(
        label=_("Your code"),
        help_text=_("Twelve letters and numbers, such as 7K3M-4QXT-9HWC."),
        max_length=60,
        error_messages={"required": _("Type your code.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }
