"""What a family may look for."""

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.lib.cldr import countries
from portal.lib.longselect import LongSelect
from trials.places.gazetteer import Kind
from trials.search.place_words import examples
from trials.search.whereabouts import find_place


class StatusWanted(TextChoices):
    """Which trials, by whether somebody could take part."""

    OPEN = "open", _("Open or about to open")
    RECRUITING = "recruiting", _("Recruiting now")
    ALL = "all", _("All, also finished ones")


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
        label=_("State"), choices=StatusWanted.choices, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [
            ("", _("Any country")),
            *countries(get_language()),
        ]
        for name in ("q", "condition", "place"):
            self.fields[name].max_length = 200

    def position(self) -> tuple[float, float] | None:
        """Return where the visitor is, if the place is known beyond doubt.

        Anything else becomes a word of advice at the field; the search goes on.
        """
        text, country = self.cleaned_data.get("place"), self.cleaned_data.get("country")
        if not text:
            return None
        found = find_place(text, country or "")
        if found.kind is Kind.EXACT:
            return found.candidates[0].latitude, found.candidates[0].longitude
        self.add_error("place", examples(found, text))
        return None

    def wanted(self) -> dict[str, Any]:
        """Return the readable part of what was asked."""
        if not self.is_bound:
            return {}
        self.full_clean()
        return self.cleaned_data
