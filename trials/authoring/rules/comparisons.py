"""A number or a day that is compared: with what, how, and in which unit."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from trials.authoring.text_names import said
from trials.selfcheck.editing.rules import OPPOSITE
from trials.selfcheck.measures import AGES, units_of

Document = dict[str, Any]
SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "=", "!=": "≠"}
WINDOWS = {"within": "longer", "longer": "within"}


def document_number(value: Decimal) -> int | float:
    """Return a typed number as a document holds it."""
    return int(value) if value == value.to_integral_value() else float(value)


class ComparingForm(forms.Form):
    """The part of a rule that is no table; who inherits it knows the question."""

    kind: str
    part: Document
    question: Document | None

    def seen_comparison(self) -> str:
        """Return how the rule so far compares, in terms of what fits."""
        how = self.part.get("cmp", "")
        if self.part.get("op") in WINDOWS:
            how = self.part["op"]
        return self.seen(how) if how else ">="

    def seen(self, how: str) -> str:
        """Turn "what must not be" into "what fits", and back."""
        return how if self.kind == "inclusion" else (OPPOSITE | WINDOWS)[how]

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
