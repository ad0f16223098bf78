"""Form fields that refuse what would break a mail, in words a person understands."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator, validate_email
from django.utils.translation import gettext_lazy as _

from portal.lib.text import UnsafeTextError, clean_line, clean_paragraphs


class LineField(forms.CharField):
    """One line of text without control characters."""

    default_error_messages = {
        "unsafe": _(
            "This holds a character that cannot be sent (%(character)s). Please "
            "delete it and type the text again instead of pasting it."
        )
    }
    clean_text = staticmethod(clean_line)

    def __init__(self, **kwargs: Any) -> None:
        # Stripping first would let a line break at the end pass unseen.
        super().__init__(strip=False, **kwargs)
        # Its own message for NUL says less than ours.
        self.validators = [
            validator
            for validator in self.validators
            if not isinstance(validator, ProhibitNullCharactersValidator)
        ]

    def to_python(self, value: Any) -> str:
        """Return clean text or an error that names the character."""
        try:
            return self.clean_text(super().to_python(value))
        except UnsafeTextError as error:
            raise ValidationError(
                self.error_messages["unsafe"],
                code="unsafe",
                params={"character": str(error)},
            ) from None


class ParagraphsField(LineField):
    """Several lines of text without control characters."""

    widget = forms.Textarea
    clean_text = staticmethod(clean_paragraphs)


class AddressField(LineField):
    """An e-mail address in ASCII, as every mail server takes it."""

    widget = forms.EmailInput
    default_validators = [validate_email]


def parse_phone(text: str, country: str) -> str:
    """Return the number in international form; raises ValueError when it is none.

    `country` is the ISO code for numbers without "+"; "" accepts only those with.
    """
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException as error:
        raise ValueError(str(error)) from None
    if not phonenumbers.is_valid_number(number):
        raise ValueError("not a number of that country")
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)
