"""When a question is shown, or a line applies: rows, all or any of which hold."""

from itertools import zip_longest
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.rules.condition_rows import (
    AnswerRowForm,
    NumberRowForm,
    numbers_among,
)
from trials.selfcheck.answers import QUESTIONS, flatten
from trials.selfcheck.editing.asked_when import ALL, ANY, Row

Document = dict[str, Any]
MORE_ANSWERS, MORE_NUMBERS = 2, 1


class ConditionsForm(forms.Form):
    """Several rows, and whether all or any of them have to hold."""

    join = forms.ChoiceField(
        label=gettext_lazy("Of these conditions"),
        choices=[
            (ALL, gettext_lazy("all have to hold")),
            (ANY, gettext_lazy("any one is enough")),
        ],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        earlier: list[Document],
        join: str,
        rows: list[Row],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"join": join}
        kinds = [NumberRowForm if "value" in row else AnswerRowForm for row in rows]
        kinds += [AnswerRowForm] * MORE_ANSWERS
        kinds += [NumberRowForm] * (MORE_NUMBERS if numbers_among(earlier) else 0)
        typed = self.data if self.is_bound else None
        self.rows = [
            kind(typed, prefix=f"{self.prefix}-{place}", earlier=earlier, row=row)
            for place, (kind, row) in enumerate(zip_longest(kinds, rows))
        ]

    def clean(self) -> dict[str, Any]:
        """Every row has to be whole."""
        data = super().clean()
        if not all([row.is_valid() for row in self.rows]):  # noqa: C419 - all of them
            self.add_error(None, _("A condition needs a change."))
        return data

    def chosen(self) -> tuple[str, list[Row]]:
        """Return (all or any, the rows that were filled in)."""
        rows = [row.row() for row in self.rows]
        return self.cleaned_data["join"] or ALL, [row for row in rows if row]


def earlier_than(document: Document, link: str) -> list[Document]:
    """Return the questions that are asked before an item."""
    found = []
    for placed in flatten(document["items"]):
        if placed.item["linkId"] == link:
            break
        if placed.item["type"] in QUESTIONS:
            found.append(placed.item)
    return found
