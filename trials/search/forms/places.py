"""Where somebody is: a town or postcode, and a country."""

import json
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.lib.cldr import countries
from portal.lib.crypto import decrypt, encrypt
from portal.lib.languages.offered import country_of_language
from portal.lib.longselect import LongSelect
from trials.models import Study
from trials.places.nearest import Point
from trials.search.place_words import postcode_words

# A place beside a diagnosis is health data: it travels encrypted, for this long.
PLACE_SECONDS = 2 * 3600


@dataclass(frozen=True)
class KnownPlace:
    """Where the visitor is; degrees of a city's centre."""

    name: str
    country: str
    latitude: float
    longitude: float

    @property
    def point(self) -> Point:
        """Return where it is on the globe."""
        return self.latitude, self.longitude

    @property
    def token(self) -> str:
        """Return the place as an opaque word for an address."""
        return encrypt(json.dumps(vars(self)))

    @classmethod
    def from_token(cls, token: str) -> "KnownPlace | None":
        """Return the place of a token; None when it is old, or none of ours."""
        try:
            return cls(**json.loads(decrypt(token, PLACE_SECONDS)))
        except (InvalidToken, ValueError, TypeError):
            return None


class PlaceForm(forms.Form):
    """A town or postcode to be looked up, or a position from the browser."""

    place = forms.CharField(label=_("Town or postcode"), max_length=100, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, widget=LongSelect)
    latitude = forms.FloatField(
        min_value=-90, max_value=90, required=False, widget=forms.HiddenInput
    )
    longitude = forms.FloatField(
        min_value=-180, max_value=180, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language()
        self.fields["country"].choices = [
            ("", _("Choose a country")),
            *countries(language),
        ]
        self.fields["place"].widget.attrs["autocomplete"] = "postal-code"
        self.fields["place"].help_text = postcode_words()

    def clean(self) -> dict[str, Any]:
        """Ask for a place unless the browser gave a position."""
        data = super().clean()
        if not data.get("place") and not self.position:
            self.add_error("place", _("Type a town or a postcode."))
        return data

    @property
    def position(self) -> KnownPlace | None:
        """Return the browser's position, if it was given."""
        latitude = self.cleaned_data.get("latitude")
        longitude = self.cleaned_data.get("longitude")
        if latitude is None or longitude is None:
            return None
        country = self.cleaned_data.get("country") or ""
        return KnownPlace(str(_("your position")), country, latitude, longitude)


def begun_with(study: Study, place: KnownPlace | None) -> dict[str, str]:
    """Return the place so far; else the country of the page's language, if any.

    A language alone does not say where a family lives: the study has to be there.
    """
    if place:
        return {"country": place.country, "place": place.name}
    home = country_of_language(get_language())
    is_there = home and study.sites.recruiting().filter(country=home).exists()
    return {"country": home} if is_there else {}
