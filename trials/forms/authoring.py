"""Forms of the people who write a self-check: tables and boxes, never JSON."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trials.selfcheck.edit import (
    ASK,
    CANNOT_TELL,
    FAILS,
    FITS,
    TEAM_CHECK,
    questions,
    simple_rule,
    table_rule,
    verdicts,
)

Document = dict[str, Any]
VERDICTS = [
    (FITS, _("fits")),
    (FAILS, _("does not fit")),
    (CANNOT_TELL, _("cannot tell")),
]
EFFECTS = [
    ("none", _("nothing")),
    ("discuss", _("talk to the team")),
    ("stop", _("probably not")),
]
OPPOSITE = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "=": "!=", "!=": "="}
COMPARISONS = [
    (">=", "≥"),
    (">", ">"),
    ("<=", "≤"),
    ("<", "<"),
    ("=", "="),
    ("!=", "≠"),
]


class CriterionForm(forms.Form):
    """One line of the protocol: asked about, or left to the team."""

    mode = forms.ChoiceField(
        label=_("Who finds out?"),
        choices=[(ASK, _("We ask the family")), (TEAM_CHECK, _("The team checks"))],
        widget=forms.RadioSelect,
    )
    team_why = forms.CharField(
        label=_("Why the team checks it"), required=False, max_length=500
    )
    item = forms.ChoiceField(label=_("Which question tells it?"), required=False)
    comparison = forms.ChoiceField(
        label=_("The number fits if it is"), choices=COMPARISONS, required=False
    )
    value = forms.DecimalField(label=_("than or as"), required=False)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40)
    does_not_meet = forms.ChoiceField(
        label=_("If it does not fit"), choices=EFFECTS, required=False
    )
    unknown = forms.ChoiceField(
        label=_("If it is not known"), choices=EFFECTS[:2], required=False
    )
    gate = forms.BooleanField(
        label=_("Nothing else is asked once it does not fit"), required=False
    )
    exception = forms.BooleanField(
        label=_("The team can make an exception"), required=False
    )

    def __init__(
        self, *args: Any, document: Document, criterion: Document, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.document, self.criterion = document, criterion
        self.asked = {q["linkId"]: q for q in questions(document)}
        names = [(link, q["shortLabel"]["en"]) for link, q in self.asked.items()]
        self.fields["item"].choices = [("", "—"), *names]
        self.is_simple = simple_rule(criterion.get("rule"))
        self.initial = {**self.usual(), **self.initial}
        self.add_table()

    def usual(self) -> dict[str, Any]:
        """Return the criterion as it is."""
        one, rule = self.criterion, self.criterion.get("rule") or {}
        effects = one.get("effects", {})
        is_inclusion = one["kind"] == "inclusion"
        return {
            "mode": one["mode"],
            "team_why": one.get("teamWhy", ""),
            "item": rule.get("item", ""),
            "comparison": self.seen(rule.get("cmp", ">=" if is_inclusion else "<")),
            "value": rule.get("value"),
            "unit": rule.get("unit", ""),
            "does_not_meet": effects.get("does_not_meet", "discuss"),
            "unknown": effects.get("unknown", "discuss"),
            "gate": one.get("gate", False),
            "exception": "exception" in one,
        }

    def seen(self, cmp: str) -> str:
        """Turn "what must not be" into "what fits", and back."""
        return cmp if self.criterion["kind"] == "inclusion" else OPPOSITE[cmp]

    def add_table(self) -> None:
        """Add a row for each option of the question that is chosen now."""
        link = (self.data.get("item") if self.is_bound else None) or self.initial[
            "item"
        ]
        asked = self.asked.get(link)
        rule = self.criterion.get("rule")
        known = (
            verdicts(self.document, rule, self.criterion["kind"])
            if rule and self.is_simple and rule.get("item") == link
            else {}
        )
        self.table = []
        for option in (asked or {}).get("answerOption", []):
            name = f"option-{option['code']}"
            self.fields[name] = forms.ChoiceField(
                label=option["text"]["en"],
                choices=VERDICTS,
                initial=known.get(option["code"], CANNOT_TELL),
                required=False,
            )
            self.table.append(name)

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs; refuse what the rules forbid."""
        data = super().clean()
        if data.get("mode") == TEAM_CHECK:
            if not data.get("team_why"):
                self.add_error("team_why", _("Say why the team checks it."))
            return data
        asked = self.asked.get(data.get("item") or "")
        if asked is None and self.is_simple:
            self.add_error("item", _("Choose a question."))
        if data.get("exception") and data.get("does_not_meet") == "stop":
            message = _("With an exception, it is never “probably not”.")
            self.add_error("does_not_meet", message)
        if asked and "answerOption" not in asked and data.get("value") is None:
            self.add_error("value", _("Type a number."))
        return data

    def values(self) -> dict[str, Any]:
        """Return what `edit.with_criterion` takes."""
        data = self.cleaned_data
        return {
            "mode": data["mode"],
            "teamWhy": data["team_why"],
            "rule": self.rule(),
            "does_not_meet": data["does_not_meet"] or "discuss",
            "unknown": data["unknown"] or "none",
            "gate": data["gate"],
            "exception": self.exception_text() if data["exception"] else None,
        }

    def rule(self) -> Document | None:
        """Return the rule of the table; a joined rule stays as it is."""
        asked = self.asked.get(self.cleaned_data.get("item") or "")
        if asked is None:
            return self.criterion.get("rule")
        if "answerOption" in asked:
            table = {
                name.removeprefix("option-"): self.cleaned_data.get(name) or CANNOT_TELL
                for name in self.table
            }
            return table_rule(asked, table, self.criterion["kind"])
        number = self.cleaned_data["value"]
        is_whole = number == number.to_integral_value()
        rule = {
            "op": "compare",
            "item": asked["linkId"],
            "cmp": self.seen(self.cleaned_data["comparison"]),
            "value": int(number) if is_whole else float(number),
        }
        unit = self.cleaned_data["unit"]
        return {**rule, "unit": unit} if unit else rule

    def exception_text(self) -> dict[str, str]:
        """Return the exception's words, the old ones where there are some."""
        old = self.criterion.get("exception", {}).get("text")
        return old or {"en": "The team can make an exception."}


class QuestionForm(forms.Form):
    """A question's own settings."""

    required = forms.BooleanField(
        label=_("An answer is needed (“Not sure” is one)"), required=False
    )
    sensitive = forms.BooleanField(label=_("Sensitive: asked late"), required=False)
    after = forms.ChoiceField(label=_("Only asked if"), required=False)
    is_answer = forms.CharField(
        label=_("was answered with (code)"), required=False, max_length=40
    )

    def __init__(
        self, *args: Any, document: Document, question: Document, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        earlier = []
        for other in questions(document):
            if other["linkId"] == question["linkId"]:
                break
            if "answerOption" in other:
                earlier.append(other)
        self.earlier = {q["linkId"]: q for q in earlier}
        names = [(q["linkId"], q["shortLabel"]["en"]) for q in earlier]
        self.fields["after"].choices = [("", _("always")), *names]
        conditions = question.get("enableWhen", [])
        self.is_simple = len(conditions) <= 1 and all(
            "answerCode" in c and c["operator"] == "=" for c in conditions
        )
        first = conditions[0] if conditions and self.is_simple else {}
        self.initial = {
            "required": question.get("required", False),
            "sensitive": question.get("sensitive", False),
            "after": first.get("question", ""),
            "is_answer": first.get("answerCode", ""),
        }

    def clean(self) -> dict[str, Any]:
        """The answer must be one of the earlier question's options."""
        data = super().clean()
        asked = self.earlier.get(data.get("after") or "")
        codes = [o["code"] for o in (asked or {}).get("answerOption", [])]
        if asked and data.get("is_answer") not in codes:
            message = _("Type one of: %(codes)s") % {"codes": ", ".join(codes)}
            self.add_error("is_answer", message)
        return data

    def values(self) -> dict[str, Any]:
        """Return what `edit.with_question` takes; a joined condition stays."""
        data = self.cleaned_data
        found = {"required": data["required"], "sensitive": data["sensitive"]}
        if self.is_simple:
            found["condition"] = (
                {
                    "question": data["after"],
                    "operator": "=",
                    "answerCode": data["is_answer"],
                }
                if data["after"]
                else None
            )
        return found
