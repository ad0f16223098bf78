"""Fields of the page on the hospital itself."""

from email.utils import formataddr, parseaddr
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.fields import LineField
from portal.hospital.actions import keep_logo
from portal.hospital.contrast import COLOUR
from portal.hospital.drawn import MOST_BYTES, NoPictureError, drawn_anew
from portal.hospital.look import Grounds, can_be_read, least_contrast
from portal.hospital.units import KILOMETRES, MILES
from portal.lib.cldr import countries, is_language


class ColourField(LineField):
    """A colour such as #0d565c that can be read wherever the pages use it."""

    default_error_messages = {
        "form": _("Type a colour as # and six signs, such as #0d565c."),
        "pale": _(
            "This colour cannot be read well: its contrast is %(least)s to 1 at one "
            "place, and has to be 4.5 to 1."
        ),
    }

    def __init__(self, *, side: Grounds, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.side = side

    def clean(self, value: Any) -> str:
        """Return the colour, or say by how much it is too pale or too dark."""
        colour = super().clean(value).strip().lower()
        if not colour:
            return ""
        if not COLOUR.fullmatch(colour):
            raise ValidationError(self.error_messages["form"], code="form")
        if not can_be_read(colour, self.side):
            least = f"{least_contrast(colour, self.side):.1f}"
            raise ValidationError(
                self.error_messages["pale"], code="pale", params={"least": least}
            )
        return colour


class LogoField(forms.FileField):
    """SVG or PNG, kept as it was drawn anew; without a file the last one stays."""

    default_error_messages = {
        "large": _("The file is too large: at most 500 kB."),
        "picture": _("This file cannot be shown. Choose an SVG or a PNG."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget = forms.FileInput(attrs={"accept": "image/svg+xml,image/png"})

    def clean(self, data: Any, initial: Any = None) -> str:
        """Return the name of the kept picture."""
        given = super().clean(data, initial)
        if not hasattr(given, "read"):
            return str(given or "")
        if given.size > MOST_BYTES:
            raise ValidationError(self.error_messages["large"], code="large")
        try:
            return keep_logo(drawn_anew(given.read()))
        except NoPictureError:
            message = self.error_messages["picture"]
            raise ValidationError(message, code="picture") from None


class SenderField(LineField):
    """Name and address of a sender, or the address alone."""

    def clean(self, value: Any) -> str:
        """Return name and address as a mail has them."""
        text = super().clean(value)
        name, address = parseaddr(text)
        if text:
            validate_email(address)
        return formataddr((name, address)) if name else address


def sender_field(**more: Any) -> forms.Field:
    help_text = _("Such as: Trials at the hospital <trials@hospital.example>")
    return SenderField(**{**more, "help_text": help_text})


def country_field(**more: Any) -> forms.Field:
    choices = [("", "–"), *countries(get_language())]
    return forms.ChoiceField(choices=choices, **more)


def units_field(**more: Any) -> forms.Field:
    choices = [
        ("", _("what people use in their own country")),
        (KILOMETRES, _("kilometres")),
        (MILES, _("miles")),
    ]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **more)


def day_field(**more: Any) -> forms.Field:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **more)


class CodesField(LineField):
    """Codes of languages, such as "de, fr"; kept with commas between them."""

    def clean(self, value: Any) -> str:
        """Return the codes; one that is none is named."""
        codes = super().clean(value).replace(",", " ").lower().split()
        for code in codes:
            if not is_language(code):
                words = _("%(code)s is no code of a language.")
                raise ValidationError(words, params={"code": code})
        return ", ".join(codes)


class LanguagesField(forms.MultipleChoiceField):
    """Languages out of those of this installation; without a tick English alone."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        usual = settings.LANGUAGE_CODE
        choices = [one for one in settings.LANGUAGES if one[0] != usual]
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> list[str]:
        """Return the codes, never none of them: nothing would mean all."""
        return [settings.LANGUAGE_CODE, *super().clean(value)]
