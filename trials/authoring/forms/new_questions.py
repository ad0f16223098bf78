"""A question that comes into a draft: written anew, or from another self-check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trials.authoring.forms.groups import group_choices
from trials.authoring.forms.options import unit_choices
from trials.authoring.text_names import said
from trials.selfcheck.editing.new_lines import MOST_LINES
from trials.selfcheck.editing.new_questions import new_question
from trials.selfcheck.measures import turn

Document = dict[str, Any]


def shelf_choices(library: dict[str, Document]) -> list[tuple[str, str]]:
    """Return questions of other self-checks, with the study that asks them."""
    return [
        (key, f"{said(asked['shortLabel'])} ({key.partition('|')[0]})")
        for key, asked in library.items()
    ]


class NewQuestionForm(forms.Form):
    """A question written anew, or taken from another self-check."""

    KINDS = [
        ("choice", _("one of several answers")),
        ("ticks", _("several answers to tick")),
        ("integer", _("a whole number")),
        ("decimal", _("a number")),
        ("quantity", _("a number in one of several units, such as an age")),
        ("date", _("a date")),
    ]
    library = forms.ChoiceField(
        label=_("Take a question from another self-check"), required=False
    )
    text = forms.CharField(
        label=_("Or write one (in English)"), required=False, max_length=600
    )
    label = forms.CharField(
        label=_("Short label for summaries"), required=False, max_length=120
    )
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=KINDS, required=False)
    options = forms.CharField(
        label=_("Answers, one a line"),
        help_text=_("“Not sure” is added."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )
    units = forms.MultipleChoiceField(
        label=_("Units of a number"),
        help_text=_("A plain number has one or none."),
        choices=unit_choices,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        required=False,
    )
    group = forms.ChoiceField(label=_("Where"), required=False)

    def __init__(
        self,
        *args: Any,
        document: Document,
        library: dict[str, Document],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.document, self.shelf = document, library
        self.fields["library"].choices = [("", "—"), *shelf_choices(library)]
        groups = group_choices(document)
        self.fields["group"].choices = [("", _("at the end")), *groups]

    def clean(self) -> dict[str, Any]:
        """Ask for words and answers where a question is written anew."""
        data = super().clean()
        if data.get("library"):
            return data
        for name in ("text", "label"):
            if not data.get(name):
                self.add_error(name, _("Type the words."))
        is_choice = data.get("kind") in {"choice", "ticks"}
        if is_choice and not 1 <= len(self.lines()) <= MOST_LINES:
            self.add_error("options", _("Type the answers, one a line."))
        self.check_units(data)
        return data

    def check_units(self, data: dict[str, Any]) -> None:
        """A number has one unit or none, a quantity those that turn into each other."""
        kind, units = data.get("kind"), data.get("units") or []
        if kind == "quantity" and not units:
            self.add_error("units", _("Choose the units."))
        elif kind == "quantity" and not turn(units):
            message = _("These units do not turn into each other. Choose one.")
            self.add_error("units", message)
        if kind in {"integer", "decimal"} and len(units) > 1:
            self.add_error("units", _("Choose one unit, or “a number in units”."))

    def lines(self) -> list[str]:
        """Return the answers that were typed."""
        typed = self.cleaned_data.get("options") or ""
        return [line.strip() for line in typed.splitlines() if line.strip()]

    def question(self) -> Document:
        data = self.cleaned_data
        if data["library"]:
            return self.shelf[data["library"]]
        kind = data["kind"] or "choice"
        return new_question(
            self.document,
            kind,
            data["text"],
            data["label"],
            self.lines(),
            data["units"],
        )
