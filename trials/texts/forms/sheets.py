"""A translator's file comes back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trials.texts.sheets import Sheet, SheetError, read_sheet

LARGEST = 500_000
PROBLEMS = {
    "no_utf8": _("This file is not in UTF-8. Save it as “CSV UTF-8”."),
    "no_head": _("This file does not begin with path, source, translation."),
    "short_line": _("A line of this file has fewer than three columns."),
    "other_text": _("This file belongs to another text, or the text changed since."),
    "no_source": _("There is no text in another language to translate from."),
}


class SheetForm(forms.Form):
    """One language's file."""

    file = forms.FileField(label=_("Translated file (CSV)"))

    def clean_file(self) -> Sheet:
        """Return what the file says."""
        file: Any = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("This file is too large."))
        try:
            return read_sheet(file.read())
        except SheetError as error:
            raise ValidationError(PROBLEMS[error.code]) from None
