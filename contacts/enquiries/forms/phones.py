"""Asking for a telephone number; a doubtful one is asked about, none is refused."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.phones import PhoneText, read_phones
from contacts.fields import LineField
from portal.lib.cldr import country_name
from portal.lib.text import clean_paragraphs
from portal.pages.languages import isolate

MISSING = _("Type your phone number, or tick “I cannot be called”.")
WORDS_ONLY = _(
    "There is no number in this. Type one, or tick “I cannot be called”: your words "
    "then go along as they are."
)


class PhoneField(LineField):
    """Numbers as people type them; a pasted list may have several lines."""

    widget = forms.TextInput
    clean_text = staticmethod(clean_paragraphs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Bring the telephone's own keys up."""
        widget.input_type = "tel"
        return super().widget_attrs(widget)


class PhoneForm(forms.Form):
    """One or two numbers, words beside them, or the word that nobody can call."""

    phone = PhoneField(
        label=_("Phone number"),
        max_length=200,
        required=False,
    )
    cannot_be_called = forms.BooleanField(
        label=_("I cannot be called"),
        help_text=_("For whatever reason. The team then writes to you."),
        required=False,
    )
    # Holds the very number that was asked about: another one is asked about anew.
    phone_is_right = forms.CharField(required=False, strip=False)
    asks_phone = False
    has_moved_words = False

    def home_country(self) -> str:
        """Return the country of a number without "+", "" where none is known."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Judge the number by its own country's plan."""
        data = super().clean()
        if "phone" in data:
            self.judge_phone(data, read_phones(data["phone"], self.home_country()))
        return data

    def judge_phone(self, data: dict[str, Any], read: PhoneText) -> None:
        """Keep what was read, or ask; words beside a number become the wish."""
        if not read.numbers and not data.get("cannot_be_called"):
            self.add_error("phone", WORDS_ONLY if read.words else MISSING)
            return
        if read.doubtful:
            self.asks_phone = True
            if not self.is_phone_right:
                self.add_error("phone", doubt(read))
                return
        data["phone"] = read.text
        self.has_moved_words = bool(read.words)
        if read.words:
            before = data.get("call_times") or ""
            data["call_times"] = "; ".join(filter(None, (before, read.words)))

    @property
    def is_phone_right(self) -> bool:
        """Whether somebody has said so of the number that stands in the field."""
        said, typed = self.data.get("phone_is_right"), self.data.get("phone")
        return bool(said) and said.split() == (typed or "").split()


def doubt(read: PhoneText) -> str:
    """Return the question about a number, in the words of its own country."""
    where = country_name(read.country, get_language())
    if where and read.code:
        where = f"{where} (+{read.code})"
    if not where:
        return _(
            "This does not look like a phone number: %(number)s. Begin with “+” and "
            "the country's code, choose a country, or tick that it is right."
        ) % {"number": isolate(read.doubtful[0])}
    return _(
        "This does not look like a number in %(country)s: %(number)s. Is it right? "
        "Then tick the box below the number and send again."
    ) % {"country": where, "number": isolate(read.doubtful[0])}
