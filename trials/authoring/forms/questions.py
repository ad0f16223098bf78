"""A question's own settings: answers, limits, units, and where it stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.forms.groups import GroupForm, group_choices
from trials.authoring.forms.options import OptionForm, UnitForm, unit_choices
from trials.selfcheck.editing.places import home_of
from trials.selfcheck.measures import turn, unit, units_of

Document = dict[str, Any]
PLAIN_NUMBERS = {"integer", "decimal"}


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
        self.initial["group"] = home_of(self.document, self.item["linkId"])
        groups = group_choices(self.document)
        self.fields["group"].choices = [("", _("none")), *groups]
        typed = self.data if self.is_bound else None
        self.unsure = {*self.document.get("unknownCodes", [])}
        self.options = self.option_forms(typed)
        self.units = [
            UnitForm(typed, prefix=f"limits-{n}", limits=limits)
            for n, limits in enumerate(self.limited())
        ]
        self.shape_answers()
        self.shape_units()

    def option_forms(self, typed: Any) -> list[OptionForm]:
        return [
            OptionForm(
                typed,
                prefix=f"option-{place}",
                option=option,
                place=place,
                question=self.item,
                is_unsure=option["code"] in self.unsure,
            )
            for place, option in enumerate(self.item.get("answerOption", []), 1)
        ]

    def limited(self) -> list[Document]:
        """Return what has limits: the number itself, or each of its units."""
        if self.item["type"] == "quantity":
            return self.item["unitOption"]
        return [self.item] if self.item["type"] in PLAIN_NUMBERS else []

    def shape_answers(self) -> None:
        """Keep only the fields about answers that this kind of question has."""
        kind = self.item["type"]
        codes = {option["code"] for option in self.item.get("answerOption", [])}
        if kind != "choice":
            del self.fields["new_options"]
        if kind != "choice" or codes & self.unsure:
            del self.fields["add_unsure"]
        if kind in PLAIN_NUMBERS and not self.item.get("required"):
            # Few families know a number, so it may always be left blank.
            del self.fields["required"]

    def shape_units(self) -> None:
        """Offer a quantity another unit, a plain number one, and others none."""
        own = [one["code"] for one in units_of(self.item)]
        if self.item["type"] == "quantity":
            fitting = [(c, name) for c, name in unit_choices() if turn([*own, c])]
            self.fields["add_unit"].choices = [("", "—"), *fitting]
        else:
            del self.fields["add_unit"]
        if self.item["type"] in PLAIN_NUMBERS:
            known = {**dict(zip(own, own, strict=True)), **dict(unit_choices())}
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
        """Return what `questions.with_question` takes."""
        found = super().values()
        if self.options:
            found["options"] = [form.setting() for form in self.options]
            found["new_options"] = self.lines()
            found["add_unsure"] = self.cleaned_data.get("add_unsure", False)
        if self.item["type"] == "quantity":
            found["unitOption"] = self.unit_options(self.document["languages"])
        elif self.units:
            found |= self.units[0].changed_limits()
            found["unit"] = self.chosen_unit()
        return found

    def chosen_unit(self) -> Document | None:
        """Return a plain number's unit; the old one keeps its words."""
        chosen, old = self.cleaned_data.get("unit"), self.item.get("unit")
        if not chosen:
            return None
        is_same = old and old["code"] == chosen
        return old if is_same else unit(chosen, self.document["languages"])

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
