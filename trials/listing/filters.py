"""What narrows a search down: each choice with how many trials it would leave."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.lib.cldr import country_name, sort_key
from trials.pages.sites.distances import reach_label, reaches
from trials.search.addressing import narrowed
from trials.search.facets import TESTS, count_choices, fitting
from trials.search.finding import FoundStudies
from trials.search.forms.search import (
    AgesWanted,
    KindWanted,
    PhaseWanted,
    SexWanted,
    StatusWanted,
)
from trials.search.searching import Search

# The countries with the most trials; any other can be chosen above.
COUNTRIES = 8
CHOICES = {
    "status": StatusWanted,
    "ages": AgesWanted,
    "sex": SexWanted,
    "phase": PhaseWanted,
    "kind": KindWanted,
}
ORDER = (
    *("status", "distance", "country", "ages", "sex", "phase", "kind"),
    *("healthy", "plain", "selfcheck"),
)


@dataclass(frozen=True)
class Choice:
    """One value of a filter: its words, how many trials it leaves, where it leads."""

    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One filter of the page."""

    name: str
    title: str
    choices: list[Choice]


def filters_of(search: Search, found: FoundStudies) -> list[Filter]:
    """Return the filters that tell found studies apart."""
    filters = [filter_of(name, search, found) for name in ORDER]
    return [one for one in filters if one.choices]


def filter_of(name: str, search: Search, found: FoundStudies) -> Filter:
    """Return one filter with the choices that leave anything, or are taken."""
    values = offered_values(name, search, found)
    counts = count_choices(found.named, search.chosen, name, values)
    taken = search.chosen.get(name, "")
    home = search.place.country if search.place else ""
    choices = [
        Choice(
            value_label(name, value, home),
            counts[value],
            narrowed(search, name, "" if value == taken else value),
            value == taken,
        )
        for value in values
        if counts[value] or value == taken
    ]
    is_idle = (
        len(choices) < 2 and not taken and name not in {"healthy", "plain", "selfcheck"}
    )
    return Filter(name, title_of(name), [] if is_idle else choices)


def offered_values(name: str, search: Search, found: FoundStudies) -> list[str]:
    """Return what a filter offers."""
    if name in CHOICES:
        return list(CHOICES[name].values)
    if name == "distance":
        return distances(search)
    if name == "country":
        return countries(search, found)
    return ["1"]


def distances(search: Search) -> list[str]:
    """Return round distances in km or miles, as the reader's country counts."""
    if search.place is None:
        return []
    return [str(km) for km in reaches(search.place.country)]


def countries(search: Search, found: FoundStudies) -> list[str]:
    """Return the countries where most of the trials take place, in their order."""
    others = fitting(found.named, search.chosen, but="country")
    counted = Counter(code for one in others for code in one.countries if code)
    most = set(most_counted(counted))
    most |= {search.chosen["country"]} if "country" in search.chosen else set()
    language = get_language()
    return sorted(
        most, key=lambda code: sort_key(country_name(code, language), language)
    )


def most_counted(counted: Mapping[str, int]) -> list[str]:
    """Return where most are; of as many the same in each language and process."""
    return sorted(counted, key=lambda code: (-counted[code], code))[:COUNTRIES]


def title_of(name: str) -> str:
    """Return the heading of a filter."""
    return {
        "status": _("Taking people"),
        "distance": _("Distance"),
        "country": _("Country"),
        "age": _("Age"),
        "ages": _("For ages"),
        "sex": _("Sex"),
        "phase": _("Phase"),
        "kind": _("Kind of study"),
        "healthy": _("Healthy volunteers"),
        "plain": _("Plain words"),
        "selfcheck": _("Self-check"),
    }[name]


def value_label(name: str, value: str, home: str = "") -> str:
    """Return a choice in words; `home`: the country of the reader."""
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    if name == "country":
        return country_name(value, get_language()) or value
    if name == "age":
        return _("%(years)s years old") % {"years": value}
    if name == "distance":
        return reach_label(int(value), home)
    return {
        "healthy": _("Takes healthy people"),
        "plain": _("Explained in plain words"),
        "selfcheck": _("With a self-check"),
    }[name]


assert set(ORDER) | {"age"} == set(TESTS)  # noqa: S101 - each filter has its words
