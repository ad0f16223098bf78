"""One question's part of a rule, as a table of what each answer means."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.text_names import said
from trials.selfcheck.editing.drafts import CANNOT_TELL, FAILS, FITS, questions
from trials.selfcheck.editing.rules import OPPOSITE, table_rule, verdicts
from trials.selfcheck.measures import AGES, units_of

Document = dict[str, Any]
VERDICTS = [
    (FITS, gettext_lazy("fits")),
    (FAILS, gettext_lazy("does not fit")),
    (CANNOT_TELL, gettext_lazy("cannot tell")),
]
SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "=", "!=": "≠"}
WINDOWS = {"within": "longer", "longer": "within"}


def document_number(value: Decimal) -> int | float:
    """Return a typed number as a document holds it."""
    return int(value) if value == value.to_integral_value() else float(value)


class RulePartForm(forms.Form):
    """A question, and which of its answers fit; empty parts say nothing."""

    item = forms.ChoiceField(
        label=gettext_lazy("Which question tells it?"), required=False
    )
    needed = forms.IntegerField(
        label=gettext_lazy("How many of the ticks that decide are needed"),
        min_value=1,
        max_value=20,
        required=False,
    )
    comparison = forms.ChoiceField(
        label=gettext_lazy("It fits if the answer is"), required=False
    )
    value = forms.DecimalField(
        label=gettext_lazy("than or as"), required=False, max_digits=12
    )
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    leave_out = forms.BooleanField(
        label=gettext_lazy("Its question is gone: leave this part out"), required=False
    )

    def __init__(
        self,
        *args: Any,
        document: Document,
        kind: str,
        part: Document | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.part = kind, part or {}
        self.unsure = document.get("unknownCodes", [])
        self.asked = {q["linkId"]: q for q in questions(document)}
        names = [(link, said(q["shortLabel"])) for link, q in self.asked.items()]
        self.fields["item"].choices = [("", "—"), *names]
        self.initial = self.stored()
        self.question = self.asked.get(self.chosen())
        self.is_gone = bool(self.part) and self.part.get("item") not in self.asked
        if not self.is_gone:
            del self.fields["leave_out"]
        is_same = bool(self.question) and self.part.get("item") == self.chosen()
        known = self.part if is_same else None
        self.shape(verdicts(self.question, known, kind, self.unsure))

    def stored(self) -> dict[str, Any]:
        """Return what the part says so far."""
        counts = self.part.get("op") == "count"
        return {
            "item": self.part.get("item", ""),
            "needed": self.part["value"] if counts else 1,
            "comparison": self.seen_comparison(),
            "value": self.part.get("value"),
            "unit": self.part.get("unit", ""),
        }

    def chosen(self) -> str:
        """Return the question that is chosen now."""
        sent = self.data.get(self.add_prefix("item")) if self.is_bound else None
        return self.initial["item"] if sent is None else sent

    def seen_comparison(self) -> str:
        """Return how the rule so far compares, in terms of what fits."""
        how = self.part.get("cmp", "")
        if self.part.get("op") in WINDOWS:
            how = self.part["op"]
        return self.seen(how) if how else ">="

    def seen(self, how: str) -> str:
        """Turn "what must not be" into "what fits", and back."""
        return how if self.kind == "inclusion" else (OPPOSITE | WINDOWS)[how]

    def shape(self, known: dict[str, str]) -> None:
        """Keep the fields that the chosen question needs: a table, or a comparison."""
        has_options = bool(self.question and "answerOption" in self.question)
        if not (has_options and self.question.get("repeats")):
            del self.fields["needed"]
        if has_options or self.question is None:
            for name in ("comparison", "value", "unit"):
                del self.fields[name]
        else:
            self.offer_signs()
            self.offer_units()
        self.offer_table(known)

    def offer_table(self, known: dict[str, str]) -> None:
        """Ask of each answer what it means."""
        for option in (self.question or {}).get("answerOption", []):
            # Not sure never tells, whatever somebody would like it to mean.
            is_open = option["code"] in self.unsure
            self.fields[f"option-{option['code']}"] = forms.ChoiceField(
                label=said(option["text"]),
                choices=VERDICTS[2:] if is_open else VERDICTS,
                initial=known.get(option["code"], CANNOT_TELL),
                required=False,
            )

    def offer_signs(self) -> None:
        """Offer the comparisons that fit the question; no others."""
        signs = list(SIGNS.items())
        if self.question["type"] == "date":
            signs = [
                ("within", _("a day within the last …")),
                ("longer", _("a day longer ago than …")),
                *[(sign, _("an age %s") % word) for sign, word in signs],
            ]
        self.fields["comparison"].choices = signs

    def offer_units(self) -> None:
        """Offer the question's units, and the one in which it was compared so far."""
        units = [
            (unit["code"], said(unit.get("text")) or unit["code"])
            for unit in units_of(self.question)
        ]
        old = self.part.get("unit")
        if units and old and old not in dict(units):
            units.append((old, old))
        if units:
            self.fields["unit"].choices = units
        else:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        """A comparison needs a number; a table has to say something."""
        data = super().clean()
        if self.is_gone and self.question is None and not data.get("leave_out"):
            # Left out in silence, the rest would mean something else.
            self.add_error("item", _("The question of this part is gone. Choose one."))
        if "value" in self.fields:
            self.check_comparison(data)
        elif self.question is not None:
            self.check_table(data)
        return data

    def check_table(self, data: dict[str, Any]) -> None:
        """Refuse a table that tells nothing, or asks for more ticks than decide."""
        given = list(self.table(data).values())
        if not any(verdict != CANNOT_TELL for verdict in given):
            message = _("Say of at least one answer whether it fits.")
            self.add_error("item", message)
        decides = FITS if self.kind == "inclusion" else FAILS
        if (data.get("needed") or 1) > max(given.count(decides), 1):
            message = _("So many ticks cannot be reached.")
            self.add_error("needed", message)

    def check_comparison(self, data: dict[str, Any]) -> None:
        """Refuse a comparison that could never be true or false."""
        value, how = data.get("value"), data.get("comparison") or ">="
        if value is None:
            self.add_error("value", _("Type a number."))
        elif how in WINDOWS and (value < 1 or value != value.to_integral_value()):
            self.add_error("value", _("Type a whole number of at least 1."))
        is_age = self.question["type"] == "date" and how not in WINDOWS
        if is_age and data.get("unit") not in AGES:
            self.add_error("unit", _("An age is in years or months."))

    def table(self, data: dict[str, Any]) -> dict[str, str]:
        """Return what each answer was said to mean."""
        return {
            name.removeprefix("option-"): data.get(name) or CANNOT_TELL
            for name in self.fields
            if name.startswith("option-")
        }

    def rule(self) -> Document | None:
        """Return this part's rule, None for an empty part."""
        if self.question is None:
            return None
        data = self.cleaned_data
        if "answerOption" not in self.question:
            return self.comparison_rule(data)
        needed, table = data.get("needed") or 1, self.table(data)
        return table_rule(self.question, table, self.kind, self.unsure, needed)

    def comparison_rule(self, data: dict[str, Any]) -> Document:
        """Return the rule of a number or a day."""
        how, value = self.seen(data["comparison"] or ">="), data["value"]
        rule = {"op": "compare", "item": self.question["linkId"]}
        rule["value"] = document_number(value)
        if how in WINDOWS:
            rule |= {"op": "within", "unit": data["unit"]}
            return rule if how == "within" else {"op": "not", "arg": rule}
        rule["cmp"] = how
        return {**rule, "unit": data["unit"]} if data.get("unit") else rule
