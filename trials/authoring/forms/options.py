"""One answer of a question, and the limits of a number in one unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.rules.comparisons import document_number
from trials.authoring.text_names import said
from trials.selfcheck.measures import UNITS

Document = dict[str, Any]


LIMITS = {"low": "minValue", "high": "maxValue"}


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
        return {k: None if v is None else document_number(v) for k, v in found.items()}
