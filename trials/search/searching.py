"""A search as the page knows it: what was understood, where from, what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from portal.pages.languages import side_by_side
from trials.places.gazetteer import Candidate, Kind, Resolution
from trials.search.forms.places import KnownPlace
from trials.search.forms.search import FilterForm, SearchForm
from trials.search.sealing import Sealed, open_words
from trials.search.understanding import Understood, understand
from trials.search.whereabouts import find_place

# Which fields of the form narrow down what is found, as the filters do.
CHOSEN = ("status", "country", "age")
# What stands for no choice, and so in no address.
USUAL = {"status": "open"}
NOWHERE = Resolution(Kind.NONE)


@dataclass(frozen=True)
class Search:
    """Everything that one search asked for.

    `place_text` and `found_place`: what was typed and is no place beyond doubt.
    `is_place_old`: a sealed place that time has run out for.
    `typed`: the whole as it was typed, where words were taken for others.
    """

    understood: Understood
    language: str
    form: SearchForm
    place: KnownPlace | None = None
    place_text: str = ""
    found_place: Resolution = NOWHERE
    is_place_old: bool = False
    chosen: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    typed: str = ""

    @property
    def position(self) -> tuple[float, float] | None:
        """Return where the visitor is, if that is known beyond doubt."""
        place = self.place
        return (place.latitude, place.longitude) if place else None

    @property
    def is_place_asked(self) -> bool:
        """Whether something has to be said or asked of the place."""
        return bool(self.place_text and not self.place)

    @property
    def looks_for_anything(self) -> bool:
        """Whether anything is looked for, beside what narrows it down."""
        one = self.understood
        return bool(one.concepts or one.registry_ids or one.leftover)

    @property
    def is_private(self) -> bool:
        """Whether it holds more than concepts that many people look for."""
        named = any(one.kind == "person" for one in self.understood.concepts)
        is_told = named or self.understood.leftover or "age" in self.chosen
        is_told = is_told or self.typed or self.place
        return bool(is_told or self.place_text or self.is_place_old)


def read_search(data: Mapping[str, Any], language: str) -> Search:
    """Return what a form or an address asks for; what cannot be read is left out."""
    form, filters = SearchForm(data), FilterForm(data)
    typed, narrowed = form.wanted(), filters.wanted()
    text = " ".join(filter(None, (typed.get("condition"), typed.get("q"))))
    token = data.get("more", "")
    sealed = open_words(token) if token else Sealed()
    understood = with_sealed(understand(text, language), sealed, language)
    search = Search(
        understood,
        language,
        form,
        sort=narrowed.pop("sort", ""),
        typed=sealed.typed or (text if understood.corrections else ""),
    )
    chosen = {**USUAL, **told_in_words(understood), **told(typed), **narrowed}
    search = replace(search, chosen=chosen)
    return located(search, data.get("near", ""), typed.get("place") or understood.place)


def told(typed: Mapping[str, Any]) -> dict[str, str]:
    """Return what the fields narrow down; the usual state is no choice."""
    given = {name: typed[name] for name in CHOSEN if typed.get(name) not in {None, ""}}
    return {
        name: str(value)
        for name, value in given.items()
        if (name, value) not in USUAL.items()
    }


def with_sealed(understood: Understood, sealed: Sealed, language: str) -> Understood:
    """Return what was understood with the words that travel sealed."""
    names = understand(" ".join(sealed.names), language)
    corrections = understand(sealed.typed, language).corrections
    return replace(
        understood,
        leftover=(*understood.leftover, *sealed.words, *names.leftover),
        concepts=(*understood.concepts, *names.concepts),
        corrections=corrections or understood.corrections,
    )


def told_in_words(understood: Understood) -> dict[str, str]:
    """Return what the words themselves narrow down."""
    told = {
        "age": "" if understood.age is None else str(understood.age),
        "sex": understood.sex if understood.sex in {"FEMALE", "MALE"} else "",
        "healthy": "1" if understood.healthy else "",
        "status": "recruiting" if understood.recruiting else "",
        "phase": understood.phases[0] if len(understood.phases) == 1 else "",
    }
    return {name: value for name, value in told.items() if value}


def located(search: Search, token: str, text: str) -> Search:
    """Return the search with the place of a sealed word, or of what was typed."""
    if token:
        place = KnownPlace.from_token(token)
        return replace(search, place=place, is_place_old=place is None)
    if not text:
        return search
    found = find_place(text, search.chosen.get("country", ""))
    if found.kind is Kind.EXACT:
        return replace(search, place=place_of(found.candidates[0]))
    return answered_as_country(replace(search, place_text=text, found_place=found))


def answered_as_country(search: Search) -> Search:
    """Return the search in the country that was named instead of a town."""
    regions = search.found_place.regions
    countries = {one.country for one in regions}
    if len(countries) != 1 or "country" in search.chosen:
        return search
    return replace(search, chosen={**search.chosen, "country": countries.pop()})


def place_of(candidate: Candidate) -> KnownPlace:
    """Return a found place as it travels in the address."""
    return KnownPlace(
        side_by_side(dict.fromkeys((candidate.name, candidate.region))),
        candidate.country,
        candidate.latitude,
        candidate.longitude,
    )
