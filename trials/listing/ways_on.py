"""Where to go from a search that found little: never a dead end."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trials.listing.filters import title_of, value_label
from trials.search.addressing import narrowed, query_of
from trials.search.facets import fitting
from trials.search.finding import FoundStudies, find_studies
from trials.search.searching import Search
from trials.search.understanding import Concept
from trials.vocabulary.concepts import parents

# From so few on, ways on are offered beside what was found.
FEW = 1
MOST_WIDER = 3


@dataclass(frozen=True)
class WayOn:
    """One way: in words, with how many trials it leads to."""

    label: str
    count: int
    url: str

    @property
    def count_words(self) -> str:
        """Return "12 trials"."""
        return ngettext("%d trial", "%d trials", self.count) % self.count


def ways_on(search: Search, found: FoundStudies, today: date) -> list[WayOn]:
    """Return what finds more: all states, farther away, fewer choices, wider words."""
    if len(found.fits) > FEW:
        return []
    others = [*wider(search), *fewer_words(search)]
    ways = [
        *looser(search, found),
        *(way_to(label, other, today) for label, other in others),
    ]
    return [way for way in ways if way.count > len(found.fits)]


def looser(search: Search, found: FoundStudies) -> list[WayOn]:
    """Return the search without each of its choices."""
    ways = []
    for name, value in search.chosen.items():
        count = len(fitting(found.named, search.chosen, but=name))
        if name == "status":
            if value != "all":
                ways.append(
                    WayOn(
                        _("Also finished trials"), count, narrowed(search, name, "all")
                    )
                )
            continue
        home = search.place.country if search.place else ""
        words = {"filter": title_of(name), "value": value_label(name, value, home)}
        label = _("Without “%(filter)s: %(value)s”") % words
        ways.append(WayOn(label, count, narrowed(search, name, "")))
    return ways


def way_to(label: str, search: Search, today: date) -> WayOn:
    """Return the way to another search, with what it finds under the same choices."""
    found = find_studies(search, None, today)
    return WayOn(label, len(found.fits), query_of(search))


def wider(search: Search) -> list[tuple[str, Search]]:
    """Return the search with what stands above its conditions."""
    return [
        wider_search(search, concept, key)
        for concept in search.understood.concepts
        if concept.kind == "condition" and not concept.is_excluded
        for key in sorted(parents().get(concept.key, ()))[:MOST_WIDER]
    ]


def wider_search(search: Search, concept: Concept, key: str) -> tuple[str, Search]:
    """Return the search with one concept instead of another."""
    above = Concept.known(key, concept.words, search.language)
    others = [one for one in search.understood.concepts if one.words != concept.words]
    understood = replace(search.understood, concepts=(above, *others))
    name = _("Wider: %(name)s") % {"name": above.name}
    return name, replace(search, understood=understood)


def fewer_words(search: Search) -> list[tuple[str, Search]]:
    """Return the search without the words that nobody understood."""
    understood = search.understood
    if not understood.leftover or not (understood.concepts or understood.registry_ids):
        return []
    words = {"words": " ".join(understood.leftover)}
    bare = replace(search, understood=replace(understood, leftover=()))
    return [(_("Without the words “%(words)s”") % words, bare)]
