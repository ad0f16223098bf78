"""What an answer may mean for tonight: which answer, how urgent, and what to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.cldr import language_name
from trials.authoring.rules.comparisons import document_number
from trials.authoring.text_names import said
from trials.selfcheck.danger.editing import answered_so
from trials.selfcheck.measures import units_of

Document = dict[str, Any]
LEVELS = [
    ("now", gettext_lazy("now: call for help")),
    ("today", gettext_lazy("today: ring a doctor")),
    ("soon", gettext_lazy("at the next visit")),
]
TOPICS = [
    ("body", gettext_lazy("the body")),
    ("mind", gettext_lazy("the mind")),
    ("medicine", gettext_lazy("a medicine")),
]
SIGNS = [("<", "<"), ("<=", "≤"), (">", ">"), (">=", "≥"), ("=", "=")]
LONGEST = 1200


class CareForm(forms.Form):
    """One care of a question; it changes nothing of what the study says."""

    answers = forms.MultipleChoiceField(
        label=gettext_lazy("If the answer is one of"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one answer.")},
    )
    comparison = forms.ChoiceField(
        label=gettext_lazy("If the answer is"), choices=SIGNS
    )
    value = forms.DecimalField(
        label=gettext_lazy("than or as"),
        max_digits=12,
        error_messages={"required": gettext_lazy("Type a number.")},
    )
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("How urgent?"), choices=LEVELS)
    topic = forms.ChoiceField(label=gettext_lazy("It is about"), choices=TOPICS)

    def __init__(
        self, *args: Any, document: Document, item: Document, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.item, self.languages = item, document["languages"]
        unsure = document.get("unknownCodes", [])
        self.shape([o for o in item.get("answerOption", []) if o["code"] not in unsure])
        for code in self.languages:
            self.fields[f"text-{code}"] = forms.CharField(
                label=_("What to say, in %(language)s")
                % {"language": language_name(code, code)},
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
                max_length=LONGEST,
                error_messages={"required": _("Say what to do, in every language.")},
            )

    def shape(self, options: list[Document]) -> None:
        """Ask for answers of a list, or for a comparison of a number."""
        if options:
            names = [(option["code"], said(option["text"])) for option in options]
            self.fields["answers"].choices = names
            for name in ("comparison", "value", "unit"):
                del self.fields[name]
            return
        del self.fields["answers"]
        self.fields["unit"].choices = [
            (unit["code"], said(unit.get("text")) or unit["code"])
            for unit in units_of(self.item)
        ]
        if not self.fields["unit"].choices:
            del self.fields["unit"]

    def when(self) -> Document:
        """Return the condition that was chosen."""
        data = self.cleaned_data
        if "answers" in data:
            return answered_so(self.item, data["answers"])
        rule = {"op": "compare", "item": self.item["linkId"], "cmp": data["comparison"]}
        rule["value"] = document_number(data["value"])
        return {**rule, "unit": data["unit"]} if data.get("unit") else rule

    def care(self) -> Document:
        """Return the care, still without its name."""
        data = self.cleaned_data
        text = {code: data[f"text-{code}"].strip() for code in self.languages}
        topic = data["topic"]
        return {
            "when": self.when(),
            "level": data["level"],
            "text": text,
            "topic": topic,
        }
