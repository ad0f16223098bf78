"""One question's part of a rule, as a table of what each answer means."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trials.selfcheck.edit import CANNOT_TELL, FAILS, FITS, questions
from trials.selfcheck.rules import OPPOSITE, table_rule, verdicts

Document = dict[str, Any]
VERDICTS = [
    (FITS, _("fits")),
    (FAILS, _("does not fit")),
    (CANNOT_TELL, _("cannot tell")),
]
SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "=", "!=": "≠"}


class RulePartForm(forms.Form):
    """A question, and which of its answers fit; empty parts say nothing."""

    item = forms.ChoiceField(label=_("Which question tells it?"), required=False)
    comparison = forms.ChoiceField(
        label=_("The number fits if it is"),
        choices=list(SIGNS.items()),
        required=False,
    )
    value = forms.DecimalField(label=_("than or as"), required=False)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40)

    def __init__(
        self,
        *args: Any,
        document: Document,
        kind: str,
        part: Document | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.asked = {q["linkId"]: q for q in questions(document)}
        names = [(link, q["shortLabel"]["en"]) for link, q in self.asked.items()]
        self.fields["item"].choices = [("", "—"), *names]
        rule = part or {}
        self.initial = {
            "item": rule.get("item", ""),
            "comparison": self.seen(rule.get("cmp", self.seen(">="))),
            "value": rule.get("value"),
            "unit": rule.get("unit", ""),
        }
        self.question = self.asked.get(self.chosen())
        self.shape(verdicts(self.question, part, kind) if self.is_same(part) else {})

    def chosen(self) -> str:
        """Return the question that is chosen now."""
        sent = self.data.get(self.add_prefix("item")) if self.is_bound else None
        return self.initial["item"] if sent is None else sent

    def is_same(self, part: Document | None) -> bool:
        """Whether the rule so far asks the question that is chosen now."""
        return bool(self.question and part and part.get("item") == self.chosen())

    def seen(self, cmp: str) -> str:
        """Turn "what must not be" into "what fits", and back."""
        return cmp if self.kind == "inclusion" else OPPOSITE[cmp]

    def shape(self, known: dict[str, str]) -> None:
        """Keep the fields that the chosen question needs: a table, or a comparison."""
        has_options = bool(self.question and "answerOption" in self.question)
        if has_options or self.question is None:
            for name in ("comparison", "value", "unit"):
                del self.fields[name]
        for option in (self.question or {}).get("answerOption", []):
            self.fields[f"option-{option['code']}"] = forms.ChoiceField(
                label=option["text"].get("en", option["code"]),
                choices=VERDICTS,
                initial=known.get(option["code"], CANNOT_TELL),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """A comparison needs a number."""
        data = super().clean()
        if "value" in self.fields and data.get("value") is None:
            self.add_error("value", _("Type a number."))
        return data

    def rule(self) -> Document | None:
        """Return this part's rule, None for an empty part."""
        if self.question is None:
            return None
        data = self.cleaned_data
        if "answerOption" in self.question:
            table = {
                name.removeprefix("option-"): data[name] or CANNOT_TELL
                for name in self.fields
                if name.startswith("option-")
            }
            return table_rule(self.question, table, self.kind)
        number = data["value"]
        is_whole = number == number.to_integral_value()
        rule = {
            "op": "compare",
            "item": self.question["linkId"],
            "cmp": self.seen(data["comparison"] or ">="),
            "value": int(number) if is_whole else float(number),
        }
        return {**rule, "unit": data["unit"]} if data["unit"] else rule
