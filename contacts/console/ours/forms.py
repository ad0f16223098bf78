"""One form for each group of settings; what the environment says is only shown."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from contacts.console.ours.groups import Asked, Group
from portal.hospital.says import (
    asked_languages,
    hospital_says,
    interface_languages,
    name_in,
)

BY_SERVER = _("The environment of the server says this; here it cannot be changed.")


class AboutHospitalForm(forms.Form):
    """The settings of one group; saving one half of them is fine."""

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        for one in group.asked:
            self.fields[one.name] = one.field(
                label=one.label, help_text=one.help_text, required=False
            )
            self.initial[one.name] = value_of(one.name)
            for code, language in other_languages(one):
                name = name_in(one.name, code)
                label = format_lazy("{} ({})", one.label, language)
                self.fields[name] = one.field(label=label, required=False)
                self.initial[name] = hospital_says(name)
        for name in settings.SAID_BY_ENVIRONMENT & set(self.fields):
            self.fields[name].disabled = True
            self.fields[name].help_text = BY_SERVER

    def values(self) -> dict[str, Any]:
        """Return what is to be kept, without what is not for this page to say."""
        return {
            name: value.isoformat() if isinstance(value, date) else value or ""
            for name, value in self.cleaned_data.items()
            if not self.fields[name].disabled
        }


def other_languages(one: Asked) -> list[tuple[str, str]]:
    """Return in which languages beside the first a setting may be said."""
    usual = settings.LANGUAGE_CODE
    known = asked_languages() if one.is_translated else []
    return [language for language in known if language[0] != usual]


def value_of(name: str) -> Any:
    """Return what is filled in already; nothing that only stands for a blank."""
    if name == "LANGUAGES":
        return [code for code, _language in interface_languages()]
    said = hospital_says(name)
    return "" if is_placeholder(said) else said


def is_placeholder(value: str) -> bool:
    """Whether a value is the program's own, which no hospital means."""
    ends = ("@localhost>", "@portal.example")
    return value.endswith(ends) or value == "Trial Portal"
