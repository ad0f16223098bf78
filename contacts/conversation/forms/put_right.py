"""Typing an e-mail address once more, right after it was typed wrong."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from contacts.enquiries.forms.addresses import AddressForm


class PutRightForm(AddressForm):
    """The address alone, with the same questions about slips."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].label = _("The right e-mail address")
        self.fields["email"].widget.attrs["autocomplete"] = "email"
