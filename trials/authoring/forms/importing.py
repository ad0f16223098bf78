"""A self-check from elsewhere, and why a file is refused, in words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trials.selfcheck.document import DocumentError, load
from trials.selfcheck.fhir.export import read_questionnaire

Document = dict[str, Any]
REFUSALS = {
    "too_large": _("The file is too large."),
    "too_deep": _("The file is nested too deeply."),
    "not_json": _("The file is not JSON."),
    "too_many_items": _("The form has more than 500 questions."),
    "linkid_missing": _("A question of the form has no linkId."),
    "type_missing": _("A question of the form has no type."),
    "linkid_duplicate": _("Two questions of the form have the same linkId."),
    "decimal_with_options": _("A number of the form has a list of answers."),
    "enablewhen_unknown_question": _(
        "A condition looks at a question that is not there."
    ),
    "enablewhen_on_itself": _("A condition looks at its own question."),
    "exists_without_boolean": _("A condition does not say what it asks for."),
    "no_usable_question": _("The form has no question that we could ask."),
}


def refusal_words(code: str) -> Any:
    """Return why a file was refused, in the reader's language."""
    usual = _("The form cannot be read: something in it is not as FHIR wants it.")
    return REFUSALS.get(code, usual)


class ImportForm(forms.Form):
    """A self-check from elsewhere: our export, our document, or any FHIR form."""

    file = forms.FileField(label=_("FHIR Questionnaire or self-check document"))
    is_of_other_study = forms.BooleanField(
        label=_("It is of another study; begin a draft with it all the same"),
        required=False,
    )

    def __init__(self, *args: Any, study: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.study = study

    def clean(self) -> dict[str, Any]:
        """Say first whose file it is, where it is another study's."""
        data = super().clean()
        document = data.get("file")
        other = document["study"] if document else self.study
        if other != self.study and not data["is_of_other_study"]:
            message = _(
                "This file is of the study %(other)s, and this page is of %(study)s. "
                "Nothing was taken from it. Tick the box below the file, and choose "
                "the file again, if you want its questions here."
            )
            self.add_error(
                "file",
                ValidationError(message, params={"other": other, "study": self.study}),
            )
        return data

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
                message = _("This is no questionnaire and no self-check: %(reason)s")
                raise ValidationError(message, params={"reason": str(error)}) from None
        if self.report.rejected:
            raise ValidationError(refusal_words(self.report.rejected))
        return None
