"""Forms about a whole draft: a new question, its review, a file from elsewhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trials.selfcheck.document import DocumentError, load
from trials.selfcheck.edit import MOST_LINES
from trials.selfcheck.edit_questions import new_question
from trials.selfcheck.fhir import read_questionnaire

Document = dict[str, Any]


class NewQuestionForm(forms.Form):
    """A question written anew, or taken from another self-check."""

    KINDS = [
        ("choice", _("one of several answers")),
        ("ticks", _("several answers to tick")),
        ("integer", _("a whole number")),
        ("decimal", _("a number")),
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
        names = [(key, q["shortLabel"]["en"]) for key, q in library.items()]
        self.fields["library"].choices = [("", "—"), *names]
        groups = [
            (item["linkId"], item["text"]["en"])
            for item in document["items"]
            if item["type"] == "group"
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
            self.document, kind, data["text"], data["label"], self.lines()
        )


class ReviewForm(forms.Form):
    """Who stands behind a version; without all of them it is not published."""

    clinician = forms.CharField(label=_("Clinician"), max_length=200)
    language_reader = forms.CharField(
        label=_("Second reader of each language"), max_length=200
    )
    ethics_reference = forms.CharField(label=_("Ethics reference"), max_length=200)
    approved_on = forms.DateField(
        label=_("Approved on"), widget=forms.DateInput(attrs={"type": "date"})
    )


class ImportForm(forms.Form):
    """A self-check from elsewhere: our export, our document, or any FHIR form."""

    file = forms.FileField(label=_("FHIR Questionnaire or self-check document"))

    def clean_file(self) -> Document | None:
        """Return a document; a foreign form gives its questions for a pattern."""
        raw = self.cleaned_data["file"].read(3 * 1024 * 1024)
        document, self.report = read_questionnaire(raw)
        if document is not None:
            return document
        if self.report.rejected == "not_a_questionnaire":
            try:
                return load(raw)
            except DocumentError as error:
                raise ValidationError(str(error)) from None
        if self.report.rejected:
            message = _("The file was refused: %(code)s")
            raise ValidationError(message, params={"code": self.report.rejected})
        return None
