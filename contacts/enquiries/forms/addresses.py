"""Asking for an e-mail address; what looks like a slip is asked about once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contacts.fields import AddressField
from contacts.mail.slips import likely_address

INVALID = _("Type an e-mail address like name@example.org.")


class AddressForm(forms.Form):
    """An address, the one that was probably meant, and the word that it is right."""

    email = AddressField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        error_messages={"required": _("Type your e-mail address."), "invalid": INVALID},
    )
    # Holds the very address that was asked about: another one is asked about anew.
    email_is_right = forms.CharField(required=False, strip=False)
    meant_email = ""
    has_valid_email = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = self.data.get("email_meant") if self.is_bound else None
        if taken and taken == likely_address(self.data.get("email") or ""):
            self.data = self.data.copy()
            self.data["email"] = taken

    def clean(self) -> dict[str, Any]:
        """Ask about an address that looks like a slip of the fingers."""
        data = super().clean()
        typed = (self.data.get("email") or "").strip()
        meant = likely_address(typed)
        if not meant or typed == self.initial.get("email") or not is_address(meant):
            return data
        self.meant_email, self.has_valid_email = meant, "email" in data
        if not (self.is_email_right and self.has_valid_email):
            self.errors.pop("email", None)
            self.add_error("email", _("Did you mean %(meant)s?") % {"meant": meant})
        return data

    @property
    def is_email_right(self) -> bool:
        """Whether somebody has said so of the address that stands in the field."""
        said, typed = self.data.get("email_is_right"), self.data.get("email")
        return bool(said) and said.strip() == (typed or "").strip()


def is_address(text: str) -> bool:
    """Whether a text is an address that we can send to."""
    try:
        AddressField(error_messages={"invalid": INVALID}).clean(text)
    except ValidationError:
        return False
    return True
