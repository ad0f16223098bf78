"""Forms about a whole draft: a new question, and its review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trials.authoring.forms.questions import unit_choices
from trials.authoring.forms.words import said
from trials.selfcheck.answers import flatten
from trials.selfcheck.editing.lines import MOST_LINES
from trials.selfcheck.editing.questions import new_question
from trials.selfcheck.measures import turn

Document = dict[str, Any]


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
        names = [
            (key, f"{said(q['shortLabel'])} ({key.partition('|')[0]})")
            for key, q in library.items()
        ]
        self.fields["library"].choices = [("", "—"), *names]
        groups = [
            (one.item["linkId"], said(one.item["text"]))
            for one in flatten(document["items"])
            if one.item["type"] == "group"
        ]
        self.fields["group"].choices = [("", _("at the end")), *groups]

    def clean(self) -> dict[str, Any]:
        """Ask for words and answers where a question is written anew."""
        data = super().clean()
        if data.get("library"):
            return data
        for name in ("text", "label"):
            if not data.get(name):
                self.add_error(name, _("Type the words."))
        lines = self.lines()
        if (
            data.get("kind") in {"choice", "ticks"}
            and not 1 <= len(lines) <= MOST_LINES
        ):
            self.add_error("options", _("Type the answers, one a line."))
        if data.get("kind") == "quantity" and not data.get("units"):
            self.add_error("units", _("Choose the units."))
        elif data.get("kind") == "quantity" and not turn(data["units"]):
            message = _("These units do not turn into each other. Choose one.")
            self.add_error("units", message)
        if data.get("kind") in {"integer", "decimal"} and len(data["units"]) > 1:
            self.add_error("units", _("Choose one unit, or “a number in units”."))
        return data

    def lines(self) -> list[str]:
        """Return the answers that were typed."""
        typed = self.cleaned_data.get("options") or ""
        return [line.strip() for line in typed.splitlines() if line.strip()]

    def question(self) -> Document:
        """Return the question to be added."""
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


class ReviewForm(forms.Form):
    """Who stands behind a version; without all of them it is not published.

    For each language a second reader and the reference of the ethics committee that
    saw these words. The page carries what was reviewed: if it changed, it is not that.
    """

    clinician = forms.CharField(label=_("Clinician"), max_length=200)
    approved_on = forms.DateField(
        label=_("Approved on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    revision = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, languages: list[str], revision: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages, self.revision = languages, revision
        self.initial["revision"] = revision
        for one in languages:
            reader = _("Second reader (%(language)s)") % {"language": one}
            ethics = _("Ethics reference (%(language)s)") % {"language": one}
            self.fields[f"reader-{one}"] = forms.CharField(label=reader, max_length=200)
            self.fields[f"ethics-{one}"] = forms.CharField(label=ethics, max_length=200)
        self.order_fields(["clinician", *self.fields])
        self.fields["approved_on"] = self.fields.pop("approved_on")

    def clean(self) -> dict[str, Any]:
        """What was reviewed has to be what is published."""
        data = super().clean()
        if data.get("revision") and data["revision"] != self.revision:
            message = _("The self-check was changed after this page was opened.")
            self.add_error(None, message)
            # The page that comes now shows the new one, which may then be published.
            self.data = {**self.data.dict(), "revision": self.revision}
        return data

    def values(self) -> dict[str, Any]:
        """Return what a `Review` is made of."""
        data = self.cleaned_data
        readings = {
            one: {"reader": data[f"reader-{one}"], "ethics": data[f"ethics-{one}"]}
            for one in self.languages
        }
        return {
            "clinician": data["clinician"],
            "readings": readings,
            "approved_on": data["approved_on"],
        }
