"""Which of the found hospitals get a team, its mailboxes and its people."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from contacts.console.found.lines import known_names, read_lines
from contacts.fields import ParagraphsField
from contacts.teams.models.facilities import Facility

Addresses = dict[int, list[str]]


def lines_field(label: Any, help_text: Any) -> ParagraphsField:
    """Return a box for lines of hospitals and addresses."""
    area = forms.Textarea(attrs={"rows": 4})
    return ParagraphsField(
        label=label,
        help_text=help_text,
        widget=area,
        max_length=20_000,
        required=False,
    )


class FoundForm(forms.Form):
    """Ticked hospitals, and lines that may be pasted from a spreadsheet."""

    every = forms.BooleanField(required=False)
    mailboxes = lines_field(
        _("Mailboxes, one a line: hospital, address"),
        _("Such as: University Hospital Bonn; trials@hospital.example. Paste them."),
    )
    people = lines_field(
        _("People to invite, one a line: hospital, address"),
        _("They become coordinators of the hospital's team."),
    )

    def __init__(self, *args: Any, listed: Collection[Facility], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.hospitals = {one.pk: one for one in listed}
        self.fields["chosen"] = forms.TypedMultipleChoiceField(
            choices=[(one.pk, str(one)) for one in listed], coerce=int, required=False
        )

    def clean_mailboxes(self) -> Addresses:
        return self.read("mailboxes")

    def clean_people(self) -> Addresses:
        return self.read("people")

    def read(self, name: str) -> Addresses:
        """Return addresses by hospital, or name the first line that is wrong."""
        rows = [(pk, one.name, one.city) for pk, one in self.hospitals.items()]
        read = read_lines(self.cleaned_data[name], known_names(rows))
        if read.faults:
            words = _("Line %(line)d: no hospital of this list and an address.")
            raise ValidationError(words, params={"line": read.faults[0]})
        for address in (one for many in read.addresses.values() for one in many):
            validate_email(address)
        return read.addresses

    def clean(self) -> dict[str, Any]:
        """Take all that are listed, or those with a tick."""
        data = super().clean() or {}
        if data.get("every"):
            data["chosen"] = list(self.hospitals)
        if not data.get("chosen") and not self.errors:
            raise ValidationError(_("Tick at least one hospital."))
        return data

    def chosen(self) -> list[Facility]:
        """Return the ticked hospitals."""
        return [self.hospitals[pk] for pk in self.cleaned_data["chosen"]]
