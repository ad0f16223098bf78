"""What a form of wishes begins with: what is stored, or what a search looked for."""

from collections.abc import Mapping
from typing import Any

from contacts.alerts.forms.conditions import MOST
from contacts.models import Subscription
from trials.conditions import named_in
from trials.models import StudyCondition
from trials.registry.source import resembles_id
from trials.search.forms.search import SearchForm

# Names of trials in which the words of a search are looked for.
KNOWN = 2000


def stored_wishes(subscription: Subscription) -> dict[str, Any]:
    """Return what a subscription holds, as the form shows it."""
    names = ("place", "country", "relationship", "birth_month", "birth_year")
    return {
        **{name: getattr(subscription, name) for name in (*names, "language", "pace")},
        "condition": subscription.condition_names,
        "distance": str(subscription.distance_km or subscription.reach.lower()),
    }


def conditions_in(text: str) -> list[str]:
    """Return the conditions that a search names, or its own words."""
    names = StudyCondition.objects.names(KNOWN) if text else []
    given = named_in(text, names, MOST) or [text.strip()]
    return [one for one in given if one]


def searched_wishes(data: Mapping[str, str], this_year: int) -> dict[str, Any]:
    """Return what a search looked for, as the form begins with it.

    The year of birth is a guess by one year; the page says so.
    """
    form = SearchForm(data)
    form.full_clean()
    wanted = form.cleaned_data
    text = wanted.get("condition") or wanted.get("q") or ""
    begun = {
        "condition": [] if resembles_id(text) else conditions_in(text),
        "place": wanted.get("place", ""),
        "country": wanted.get("country", ""),
    }
    age = wanted.get("age")
    return begun if age is None else {**begun, "birth_year": this_year - age}
