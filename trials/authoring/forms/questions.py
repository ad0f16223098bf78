"""A question's own settings: answers, limits, units, and when it is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.forms.asked_when import ConditionsForm, earlier_than
from trials.authoring.forms.rules import number
from trials.authoring.forms.words import said
from trials.selfcheck.answers import flatten
from trials.selfcheck.editing.asked_when import (
    ALL,
    condition_of,
    rows_of_conditions,
)
from trials.selfcheck.editing.questions import group_of
from trials.selfcheck.measures import UNITS, turn, unit, units_of

Document = dict[str, Any]
LIMITS = {"low": "minValue", "high": "maxValue"}
SWITCHES = ("required", "sensitive")


def unit_choices() -> list[tuple[str, str]]:
    """Return the units that a question may be asked in."""
    return [(code, said(words)) for code, words in UNITS.items()]


class OptionForm(forms.Form):
    """One answer of a question; its words stand with the others."""

    place = forms.IntegerField(label=gettext_lazy("Place"), min_value=1, max_value=200)
    exclusive = forms.BooleanField(
        label=gettext_lazy("Stands alone (such as “None of these”)"), required=False
    )
    remove = forms.BooleanField(
        label=gettext_lazy("Take this answer out"), required=False
    )

    def __init__(
        self,
        *args: Any,
        option: Document,
        place: int,
        question: Document,
        is_unsure: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.option, self.name = option, said(option["text"])
        self.initial = {
            "place": place,
            "exclusive": option.get("exclusive", False),
        }
        if is_unsure or not question.get("repeats"):
            del self.fields["exclusive"]
        if is_unsure:
            del self.fields["remove"]

    def setting(self) -> Document:
        """Return what `options_of` takes."""
        data = self.cleaned_data
        usual = {"exclusive": self.option.get("exclusive", False), "remove": False}
        return {**usual, **data, "code": self.option["code"]}


class UnitForm(forms.Form):
    """The limits of what is plausible, in one unit or in none."""

    low = forms.DecimalField(label=gettext_lazy("At least"), required=False)
    high = forms.DecimalField(label=gettext_lazy("At most"), required=False)

    def __init__(self, *args: Any, limits: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limits = limits
        # A number's own text is its question; only a unit's names the unit.
        self.name = (
            said(limits["text"]) if "code" in limits and "text" in limits else ""
        )
        self.initial = {name: limits.get(key) for name, key in LIMITS.items()}

    def clean(self) -> dict[str, Any]:
        """The least is not more than the most."""
        data = super().clean()
        low, high = data.get("low"), data.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", _("This is less than “at least”."))
        return data

    def changed_limits(self) -> Document:
        """Return the limits that were typed; None for those left open."""
        found = {key: self.cleaned_data[name] for name, key in LIMITS.items()}
        return {k: None if v is None else number(v) for k, v in found.items()}


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
        rows, self.kept = rows_of_conditions(item.get("enableWhen", []))
        self.conditions = ConditionsForm(
            self.data if self.is_bound else None,
            prefix="when",
            earlier=earlier_than(document, item["linkId"]),
            join=item.get("enableBehavior", ALL),
            rows=rows,
        )

    def clean(self) -> dict[str, Any]:
        """The conditions have to be whole."""
        data = super().clean()
        if not self.conditions.is_valid():
            self.add_error(None, _("A condition needs a change."))
        return data

    def values(self) -> dict[str, Any]:
        """Return what `edit_questions.with_question` takes."""
        join, rows = self.conditions.chosen()
        found = [condition_of(self.document, row) for row in rows]
        names = [name for name in ("together", *SWITCHES) if name in self.fields]
        return {
            **{name: self.cleaned_data[name] for name in names},
            "conditions": found + self.kept,
            "behavior": join,
        }


class QuestionForm(GroupForm):
    """A question's own settings."""

    required = forms.BooleanField(
        label=gettext_lazy("An answer is needed (“Not sure” is one)"), required=False
    )
    sensitive = forms.BooleanField(
        label=gettext_lazy("Sensitive: asked late"), required=False
    )
    group = forms.ChoiceField(label=gettext_lazy("Stands in the group"), required=False)
    new_group = forms.CharField(
        label=gettext_lazy("Or in a new group named (first language)"),
        required=False,
        max_length=200,
    )
    new_options = forms.CharField(
        label=gettext_lazy("More answers, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=4000,
    )
    add_unsure = forms.BooleanField(
        label=gettext_lazy("Add “Not sure”"), required=False
    )
    add_unit = forms.ChoiceField(
        label=gettext_lazy("Ask in another unit too"), required=False
    )
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["group"] = group_of(self.document, self.item["linkId"])
        placed = flatten(self.document["items"])
        groups = [one.item for one in placed if one.item["type"] == "group"]
        names = [(group["linkId"], said(group["text"])) for group in groups]
        self.fields["group"].choices = [("", _("none")), *names]
        typed = self.data if self.is_bound else None
        unsure = self.document.get("unknownCodes", [])
        self.options = [
            OptionForm(
                typed,
                prefix=f"option-{place}",
                option=option,
                place=place,
                question=self.item,
                is_unsure=option["code"] in unsure,
            )
            for place, option in enumerate(self.item.get("answerOption", []), 1)
        ]
        self.units = [
            UnitForm(typed, prefix=f"limits-{n}", limits=limits)
            for n, limits in enumerate(self.limited())
        ]
        self.shape()

    def limited(self) -> list[Document]:
        """Return what has limits: the number itself, or each of its units."""
        if self.item["type"] == "quantity":
            return self.item["unitOption"]
        return [self.item] if self.item["type"] in {"integer", "decimal"} else []

    def shape(self) -> None:
        """Keep only the fields that this kind of question has."""
        kind = self.item["type"]
        if kind != "choice":
            del self.fields["new_options"]
        codes = {option["code"] for option in self.item.get("answerOption", [])}
        if kind != "choice" or codes & {*self.document.get("unknownCodes", [])}:
            del self.fields["add_unsure"]
        if kind in {"integer", "decimal"} and not self.item.get("required"):
            # Few families know a number, so it may always be left blank.
            del self.fields["required"]
        if kind == "quantity":
            own = [u["code"] for u in units_of(self.item)]
            fitting = [(c, name) for c, name in unit_choices() if turn([*own, c])]
            self.fields["add_unit"].choices = [("", "—"), *fitting]
        else:
            del self.fields["add_unit"]
        if kind in {"integer", "decimal"}:
            own = [(u["code"], u["code"]) for u in units_of(self.item)]
            known = dict([*own, *unit_choices()])
            self.fields["unit"].choices = [("", _("none")), *known.items()]
            self.initial["unit"] = self.item.get("unit", {}).get("code", "")
        else:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        """Answers and limits have to be whole, and at least two answers stay."""
        data = super().clean()
        inner = [*self.options, *self.units]
        if not all([form.is_valid() for form in inner]):  # noqa: C419 - all of them
            self.add_error(None, _("Something further down needs a change."))
            return data
        stay = [form for form in self.options if not form.cleaned_data.get("remove")]
        if self.options and len(stay) + len(self.lines()) < 2:
            self.add_error("new_options", _("A question needs two answers."))
        return data

    def lines(self) -> list[str]:
        """Return the answers that were typed."""
        typed = self.cleaned_data.get("new_options") or ""
        return [
            " ".join(line.split())[:300] for line in typed.split("\n") if line.strip()
        ]

    def values(self) -> dict[str, Any]:
        """Return what `edit_questions.with_question` takes."""
        found = super().values()
        data, languages = self.cleaned_data, self.document["languages"]
        if self.options:
            found["options"] = [form.setting() for form in self.options]
            found["new_options"] = self.lines()
            found["add_unsure"] = data.get("add_unsure", False)
        if self.item["type"] == "quantity":
            found["unitOption"] = self.unit_options(languages)
        elif self.units:
            found |= self.units[0].changed_limits()
            chosen = data.get("unit")
            old = self.item.get("unit")
            same = old and old["code"] == chosen
            found["unit"] = (
                (old if same else unit(chosen, languages)) if chosen else None
            )
        return found

    def unit_options(self, languages: list[str]) -> list[Document]:
        """Return the units with their limits, and one more where it was chosen."""
        units = []
        for form in self.units:
            limits = {**form.limits, **form.changed_limits()}
            units.append({k: v for k, v in limits.items() if v is not None})
        more = self.cleaned_data.get("add_unit")
        if more and more not in {one["code"] for one in units}:
            units.append(unit(more, languages))
        return units
