"""What a search was understood to mean, part by part, each with the way to drop it."""

from dataclasses import dataclass, replace

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.lib.cldr import country_name
from portal.pages.languages import side_by_side
from trials.listing.filters import value_label
from trials.search.addressing import narrowed, query_of
from trials.search.searching import Search

GROUPS = {
    "baby": gettext_lazy("for babies"),
    "child": gettext_lazy("for children"),
    "teen": gettext_lazy("for teenagers"),
    "adult": gettext_lazy("for adults"),
    "older": gettext_lazy("for older people"),
}


@dataclass(frozen=True)
class Chip:
    """One part: what it is, in words, and the address without it."""

    kind: str
    label: str
    url: str


def chips_of(search: Search) -> list[Chip]:
    """Return the parts in the order in which a person would say them."""
    return [
        *concept_chips(search),
        *excluded_chips(search),
        *group_chips(search),
        *number_chips(search),
        *leftover_chips(search),
        *place_chips(search),
        *choice_chips(search),
    ]


def without_concepts(search: Search, words: str) -> str:
    """Return the address without the concepts that some words stood for."""
    kept = tuple(one for one in search.understood.concepts if one.words != words)
    understood = replace(search.understood, concepts=kept)
    return query_of(replace(search, understood=understood, typed=""))


def concept_chips(search: Search) -> list[Chip]:
    either = _(" or ")
    return [
        Chip(
            group[0].kind,
            either.join(dict.fromkeys(one.name for one in group[:3])),
            without_concepts(search, group[0].words),
        )
        for group in search.understood.groups
    ]


def excluded_chips(search: Search) -> list[Chip]:
    return [
        Chip(
            "excluded",
            _("not %(name)s") % {"name": one.name},
            without_concepts(search, one.words),
        )
        for one in search.understood.excluded
    ]


def group_chips(search: Search) -> list[Chip]:
    """Return the age group for whom it is, as it was said in words."""
    group = search.understood.group.removeprefix("own_")
    if not group:
        return []
    understood = replace(search.understood, group="")
    away = query_of(replace(search, understood=understood))
    return [Chip("group", str(GROUPS[group]), away)]


def number_chips(search: Search) -> list[Chip]:
    understood = search.understood
    return [
        Chip(
            "number",
            number,
            query_of(
                replace(
                    search,
                    understood=replace(
                        understood,
                        registry_ids=tuple(
                            one for one in understood.registry_ids if one != number
                        ),
                    ),
                )
            ),
        )
        for number in understood.registry_ids
    ]


def leftover_chips(search: Search) -> list[Chip]:
    """Return the words that nobody understood; they are looked for as they are."""
    words = search.understood.leftover
    if not words:
        return []
    understood = replace(search.understood, leftover=())
    bare = query_of(replace(search, understood=understood))
    said = _("the words “%(words)s” in the text") % {"words": " ".join(words)}
    return [Chip("words", said, bare)]


def place_chips(search: Search) -> list[Chip]:
    if search.place is None:
        return []
    country = country_name(search.place.country, get_language())
    name = side_by_side((search.place.name, country))
    chosen = {k: v for k, v in search.chosen.items() if k != "distance"}
    away = query_of(replace(search, place=None, chosen=chosen))
    return [Chip("place", _("near %(town)s") % {"town": name}, away)]


def choice_chips(search: Search) -> list[Chip]:
    """Return what narrows the search down; the usual state is no choice."""
    home = search.place.country if search.place else ""
    return [
        Chip("choice", value_label(name, value, home), narrowed(search, name, ""))
        for name, value in search.chosen.items()
        if (name, value) != ("status", "open")
    ]
