"""What somebody wants to hear of: all but the conditions may stay empty."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.dates import MONTHS
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from contacts.alerts.actions.wishing import Wishes
from contacts.alerts.forms.conditions import ConditionsField
from contacts.alerts.forms.layout import wishes_layout
from contacts.fields import LineField
from contacts.models import AlertReach, Pace, Relationship
from portal.hospital.says import interface_languages
from portal.lib.cldr import countries
from portal.lib.longselect import LongSelect
from trials.pages.sites.distances import STEPS_KM, reach_label
from trials.places.gazetteer import Candidate, Kind
from trials.places.nearest import Point
from trials.search.place_words import examples
from trials.search.whereabouts import find_place

OLDEST_YEAR = 1900


class Distance(TextChoices):
    """How far away a trial may be, but for a number of kilometres."""

    COUNTRY = "country", _("anywhere in the country")
    ANYWHERE = "anywhere", _("anywhere in the world")


# For whom a place was typed and no distance chosen.
USUAL_KM = "100"
# What the action takes as the form has it.
AS_TYPED = ("country", "place", "birth_year", "birth_month")


class AlertWishesForm(forms.Form):
    """What somebody wants to hear of; all but the conditions may stay empty."""

    # What a form that asks for more lays out below.
    more_fields: tuple[Any, ...] = ()

    condition = ConditionsField()
    place = LineField(
        label=_("Town or postcode"),
        help_text=_("Only to find trials near it. A bigger town nearby will do."),
        max_length=100,
        required=False,
    )
    country = forms.ChoiceField(label=_("Country"), required=False, widget=LongSelect)
    distance = forms.ChoiceField(
        label=_("How far away may a trial be?"),
        required=False,
    )
    relationship = forms.ChoiceField(
        label=pgettext_lazy("alerts", "Who is it for?"),
        choices=Relationship.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    birth_month = forms.TypedChoiceField(
        label=_("Month of birth"),
        choices=[("", "—"), *MONTHS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        help_text=_(
            "Or leave both empty. With them you hear only of trials for this age, and "
            "when a minimum age is reached. We never ask for the day."
        ),
        required=False,
        min_value=OLDEST_YEAR,
        max_value=2100,
        error_messages={
            "invalid": _("Type the year in four digits, like 2017."),
            "min_value": _("Type the year in four digits, like 2017."),
            "max_value": _("Type the year in four digits, like 2017."),
        },
    )
    language = forms.ChoiceField(
        label=_("Language of the mails"), choices=interface_languages, required=False
    )
    pace = forms.ChoiceField(
        label=_("How often?"),
        choices=Pace.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.point: Point | None = None
        language = get_language()
        self.fields["country"].choices = [
            ("", _("Choose a country")),
            *countries(language),
        ]
        self.fields["distance"].choices = distances()
        self.initial.setdefault("language", language)
        self.initial.setdefault("pace", Pace.AT_ONCE)
        self.fields["place"].widget.attrs["autocomplete"] = "off"
        self.fields["birth_year"].widget.attrs["autocomplete"] = "off"
        self.helper = wishes_layout(*self.more_fields)

    def clean(self) -> dict[str, Any]:
        """Check what depends on several fields."""
        data = super().clean()
        self.clean_birth(data)
        self.clean_reach(data)
        return data

    def clean_birth(self, data: dict[str, Any]) -> None:
        """Month and year belong together, and lie in the past."""
        year, month = data.get("birth_year"), data.get("birth_month")
        if bool(year) != bool(month) and not self.errors.get("birth_year"):
            name = "birth_month" if year else "birth_year"
            self.add_error(name, _("Give month and year, or leave both empty."))
        elif year and year > self.now.year:
            self.add_error("birth_year", _("This year has not come yet."))
        elif year and month and (year, month) > (self.now.year, self.now.month):
            self.add_error("birth_month", _("This month has not come yet."))

    def clean_reach(self, data: dict[str, Any]) -> None:
        """Find the place, and see how far around it; nothing said means anywhere."""
        distance = data.get("distance") or default_distance(data)
        data["distance"] = distance
        found = self.found_place(data)
        if found and not data.get("country"):
            data["country"] = found.country
        if distance == Distance.COUNTRY and not data.get("country"):
            self.add_error("country", _("Choose a country."))
        elif distance.isdigit() and not data.get("place"):
            self.add_error("place", _("Type a town or a postcode."))
        elif distance.isdigit() and found:
            self.point = found.latitude, found.longitude

    def found_place(self, data: dict[str, Any]) -> Candidate | None:
        """Return the place that was typed, or say at the field what is unclear."""
        text = data.get("place")
        if not text:
            return None
        found = find_place(text, data.get("country") or "")
        if found.kind is Kind.EXACT:
            return found.candidates[0]
        self.add_error("place", examples(found, text))
        return None

    def wishes(self) -> Wishes:
        """Return what was said, as the action takes it."""
        data = self.cleaned_data
        distance = data["distance"]
        return Wishes(
            conditions=tuple(data["condition"]),
            relationship=data["relationship"],
            language=data["language"] or get_language(),
            pace=data["pace"] or Pace.AT_ONCE,
            reach=reach_of(distance),
            point=self.point,
            distance_km=int(distance) if distance.isdigit() else None,
            **{name: data[name] for name in AS_TYPED},
        )


def distances() -> list[tuple[str, Any]]:
    """Return what may be chosen: kilometres, in words as people count here."""
    near = [(str(km), reach_label(km)) for km in STEPS_KM]
    return [("", _("Choose a distance")), *near, *Distance.choices]


def default_distance(data: dict[str, Any]) -> str:
    """Return what somebody most likely means who chose no distance."""
    if data.get("place"):
        return USUAL_KM
    return Distance.COUNTRY if data.get("country") else Distance.ANYWHERE


def reach_of(distance: str) -> str:
    """Return the kind of a distance."""
    if distance.isdigit():
        return AlertReach.DISTANCE
    return AlertReach.COUNTRY if distance == Distance.COUNTRY else AlertReach.ANYWHERE
