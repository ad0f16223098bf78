"""What a family may look for, and what narrows it down."""

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.lib.cldr import countries
from portal.lib.longselect import LongSelect

LONGEST = 200
# What suggests names while somebody types.
SUGGESTED = {"q": "trials:suggest_names", "place": "trials:suggest_places"}


class StatusWanted(TextChoices):
    """Which trials, by whether somebody could take part."""

    OPEN = "open", _("Open or about to open")
    RECRUITING = "recruiting", _("Recruiting now")
    ALL = "all", _("All, also finished ones")


class SexWanted(TextChoices):
    """For whom, by sex."""

    FEMALE = "FEMALE", _("Women or girls")
    MALE = "MALE", _("Men or boys")


class AgesWanted(TextChoices):
    """For whom, by age; each value is its first and last year."""

    CHILD = "0-11", _("Children under 12")
    TEEN = "12-17", _("12 to 17 years")
    ADULT = "18-64", _("18 to 64 years")
    OLDER = "65-120", _("65 years and older")


class PhaseWanted(TextChoices):
    """The registry's phases."""

    EARLY_PHASE1 = "EARLY_PHASE1", pgettext_lazy("trial", "Early phase 1")
    PHASE1 = "PHASE1", pgettext_lazy("trial", "Phase 1")
    PHASE2 = "PHASE2", pgettext_lazy("trial", "Phase 2")
    PHASE3 = "PHASE3", pgettext_lazy("trial", "Phase 3")
    PHASE4 = "PHASE4", pgettext_lazy("trial", "Phase 4")


class KindWanted(TextChoices):
    """The registry's kinds of study."""

    INTERVENTIONAL = "INTERVENTIONAL", _("Something is tried")
    OBSERVATIONAL = "OBSERVATIONAL", _("People are observed")
    EXPANDED_ACCESS = "EXPANDED_ACCESS", _("Treatment outside a trial")


class Order(TextChoices):
    """In which order trials are listed."""

    BEST = "best", _("Best fit first")
    NEAR = "near", _("Nearest first")
    NEW = "new", _("Last changed first")


class SearchForm(forms.Form):
    """Every field is optional; what cannot be read is left out and said."""

    q = forms.CharField(label=_("What are you looking for?"), required=False)
    condition = forms.CharField(label=_("Condition"), required=False)
    place = forms.CharField(label=_("Town or postcode"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, widget=LongSelect)
    age = forms.IntegerField(
        label=_("Age in years"), required=False, min_value=0, max_value=120
    )
    status = forms.ChoiceField(
        label=_("Taking people"), choices=StatusWanted.choices, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [
            ("", _("Any country")),
            *countries(get_language()),
        ]
        for name in ("q", "condition", "place"):
            self.fields[name].max_length = LONGEST
            self.fields[name].widget.attrs["autocomplete"] = "off"
        for name, view in SUGGESTED.items():
            self.fields[name].widget.attrs["data-suggest"] = reverse(view)

    def wanted(self) -> dict[str, Any]:
        """Return the readable part of what was asked."""
        if not self.is_bound:
            return {}
        self.full_clean()
        return self.cleaned_data


class NumberForm(forms.Form):
    """The search for whoever has a trial's number, on a letter or from a doctor."""

    q = forms.CharField(label=_("Registry number"), required=False, max_length=LONGEST)


class FilterForm(forms.Form):
    """What narrows down what was found; the page offers it as links with counts."""

    ages = forms.ChoiceField(choices=AgesWanted.choices, required=False)
    sex = forms.ChoiceField(choices=SexWanted.choices, required=False)
    phase = forms.ChoiceField(choices=PhaseWanted.choices, required=False)
    kind = forms.ChoiceField(choices=KindWanted.choices, required=False)
    distance = forms.IntegerField(min_value=1, max_value=25_000, required=False)
    healthy = forms.ChoiceField(choices=[("1", "")], required=False)
    plain = forms.ChoiceField(choices=[("1", "")], required=False)
    selfcheck = forms.ChoiceField(choices=[("1", "")], required=False)
    sort = forms.ChoiceField(choices=Order.choices, required=False)

    def wanted(self) -> dict[str, str]:
        """Return what was chosen, as an address has it."""
        self.full_clean()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}
