"""A group's or a display's settings, and when it is shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.rules.asked_when import ConditionsForm, earlier_than
from trials.authoring.text_names import said
from trials.selfcheck.answers import flatten
from trials.selfcheck.editing.asked_when import (
    ALL,
    condition_of,
    rows_of_conditions,
)

Document = dict[str, Any]


def group_choices(document: Document) -> list[tuple[str, str]]:
    """Return the groups that a question may stand in."""
    groups = [
        placed.item
        for placed in flatten(document["items"])
        if placed.item["type"] == "group"
    ]
    return [(group["linkId"], said(group["text"])) for group in groups]


SWITCHES = ("required", "sensitive")


class GroupForm(forms.Form):
    """A group's or a display's settings."""

    together = forms.BooleanField(
        label=gettext_lazy("All its questions on one page"), required=False
    )

    def __init__(
        self, *args: Any, document: Document, item: Document, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.document, self.item = document, item
        self.initial = {name: item.get(name, False) for name in ("together", *SWITCHES)}
        if item["type"] != "group":
            self.fields.pop("together", None)
        self.conditions = self.stored_conditions()

    def stored_conditions(self) -> ConditionsForm:
        """Return the rows of the item's condition; what no row can show is kept."""
        rows, self.kept = rows_of_conditions(self.item.get("enableWhen", []))
        return ConditionsForm(
            self.data if self.is_bound else None,
            prefix="when",
            earlier=earlier_than(self.document, self.item["linkId"]),
            join=self.item.get("enableBehavior", ALL),
            rows=rows,
        )

    def clean(self) -> dict[str, Any]:
        """The conditions have to be whole."""
        data = super().clean()
        if not self.conditions.is_valid():
            self.add_error(None, _("A condition needs a change."))
        return data

    def values(self) -> dict[str, Any]:
        """Return what `questions.with_question` takes."""
        join, rows = self.conditions.chosen()
        found = [condition_of(self.document, row) for row in rows]
        names = [name for name in ("together", *SWITCHES) if name in self.fields]
        return {
            **{name: self.cleaned_data[name] for name in names},
            "conditions": found + self.kept,
            "behavior": join,
        }
