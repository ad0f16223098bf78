"""The protocol's lines: pasted, divided by hand, added."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.registry.clinicaltrials.criteria import split_criteria
from trials.registry.record import Criterion
from trials.selfcheck.editing.lines import LineError, split_line
from trials.selfcheck.editing.new_lines import Line

Document = dict[str, Any]
KINDS = [
    ("inclusion", gettext_lazy("Inclusion")),
    ("exclusion", gettext_lazy("Exclusion")),
]


def flat(kind: str, found: list[Criterion], depth: int = 0) -> list[Line]:
    """Return nested criteria as lines; headings stay out."""
    lines: list[Line] = []
    for one in found:
        if one.text and one.form != "heading":
            lines.append((kind, depth, one.text))
        lines += flat(kind, one.children, depth + 1)
    return lines


class PasteForm(forms.Form):
    """The criteria as text, as they stand in a protocol or on a registry's page."""

    criteria = forms.CharField(
        label=gettext_lazy("The criteria as text"),
        help_text=gettext_lazy(
            "A line “Inclusion criteria” and a line “Exclusion criteria” divide the "
            "text; each line under them becomes one."
        ),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=60_000,
    )

    def clean_criteria(self) -> list[Line]:
        """Return the lines of both sides."""
        found = split_criteria(self.cleaned_data["criteria"])
        if not found.is_split:
            message = _(
                "Write “Inclusion criteria” and “Exclusion criteria” on lines of their "
                "own, with the criteria under them."
            )
            raise forms.ValidationError(message)
        return [
            *flat("inclusion", found.inclusion),
            *flat("exclusion", found.exclusion),
        ]


class SplitForm(forms.Form):
    """One line, to be divided where two things stand in it."""

    parts = forms.CharField(
        label=gettext_lazy("Begin a new line where the next criterion begins"),
        help_text=gettext_lazy("Nothing may be added or left out."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
    )

    def __init__(
        self, *args: Any, document: Document, criterion: Document, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.document, self.criterion = document, criterion
        self.initial["parts"] = criterion["source"]

    def clean(self) -> dict[str, Any]:
        """Divide the line, or say why that cannot be."""
        data = super().clean()
        words = {
            "too_few": _("Begin at least one new line."),
            "words": _("The words have to stay as they are."),
            "no_number": _("There is no number left beside this line."),
        }
        try:
            parts = data.get("parts", "").split("\n")
            self.divided = split_line(self.document, self.criterion["id"], parts)
        except LineError as error:
            self.add_error("parts", words[str(error)])
        return data


class LineForm(forms.Form):
    """A line that the record does not have."""

    kind = forms.ChoiceField(label=gettext_lazy("On which side"), choices=KINDS)
    words = forms.CharField(
        label=gettext_lazy("The protocol's words"), min_length=3, max_length=5000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Beside the form of a new question, which asks for a kind as well.
        super().__init__(*args, auto_id="line_%s", **kwargs)
