"""Form fields that refuse what would break a mail, in words a person understands."""

import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import (
    EmailValidator,
    MaxLengthValidator,
    ProhibitNullCharactersValidator,
)
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.lib.text import UnsafeTextError, clean_line, clean_paragraphs


class Length(MaxLengthValidator):
    """A greatest length that says by how much a text is over it."""

    def __call__(self, value: str) -> None:
        """Raise ValidationError with the excess."""
        excess = self.clean(value) - self.limit_value
        if excess > 0:
            about = {"excess": excess, "limit_value": self.limit_value}
            raise ValidationError(self.message, code=self.code, params=about)


class LineField(forms.CharField):
    """One line of text without control characters."""

    default_error_messages = {
        "unsafe": _(
            "This holds a character that cannot be sent (%(character)s). Please "
            "delete it and type the text again instead of pasting it."
        ),
        "too_long": ngettext_lazy(
            "This is one character too long: at most %(limit_value)d characters fit. "
            "All of it still stands here.",
            "This is %(excess)d characters too long: at most %(limit_value)d "
            "characters fit. All of it still stands here.",
            "excess",
        ),
    }
    clean_text = staticmethod(clean_line)

    def __init__(self, **kwargs: Any) -> None:
        # Stripping first would let a line break at the end pass unseen.
        super().__init__(strip=False, **kwargs)
        # Its own message for NUL says less than ours.
        self.validators = [
            Length(validator.limit_value, self.error_messages["too_long"])
            if isinstance(validator, MaxLengthValidator)
            else validator
            for validator in self.validators
            if not isinstance(validator, ProhibitNullCharactersValidator)
        ]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let a browser cut nothing off; what is too long is said, and stays."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

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
    """An e-mail address that our mail server takes.

    Letters of any script may stand after the @; before it only where the server says
    that it carries them (EMAIL_SMTPUTF8).
    """

    widget = forms.EmailInput
    default_error_messages = {
        "letters": _(
            "We cannot send to an address with such letters before the @ "
            "(%(letters)s). Please give another address, or a phone number instead."
        )
    }

    def run_validators(self, value: str) -> None:
        """Judge the form; an address that is right and cannot be sent to is told so."""
        if value in self.empty_values:
            return
        check = EmailValidator(message=self.error_messages["invalid"])
        name, _at, domain = value.rpartition("@")
        foreign = "".join(dict.fromkeys(c for c in name if not c.isascii()))
        check(f"{in_ascii(name)}@{domain}" if foreign else value)
        if foreign and not settings.EMAIL_SMTPUTF8:
            raise ValidationError(
                self.error_messages["letters"],
                code="letters",
                params={"letters": foreign[:10]},
            )
        super().run_validators(value)


def in_ascii(name: str) -> str:
    """Return a name with a letter for each of another script, to judge its form."""
    return "".join(
        c if c.isascii() else "a" if c.isalnum() or unicodedata.combining(c) else " "
        for c in name
    )
