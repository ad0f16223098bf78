"""The address of a search: concepts in the open, all that is private sealed."""

from dataclasses import replace
from urllib.parse import urlencode

from portal.lib.vocabulary import load_words
from trials.search.sealing import Sealed, seal_words
from trials.search.searching import USUAL, Search
from trials.search.understanding import Concept, Understood, understand


def query_of(search: Search) -> str:
    """Return the part of the address behind the question mark, with it."""
    values = {
        "q": words_of_concepts(search.understood, search.language),
        "more": seal_words(sealed_of(search)),
        "near": search.place.token if search.place else "",
        **{
            name: value
            for name, value in search.chosen.items()
            if not is_usual(name, value)
        },
        "sort": search.sort,
    }
    return "?" + urlencode({name: value for name, value in values.items() if value})


def is_own_address(search: Search, typed: str) -> bool:
    """Whether what stands in an address is what we would write ourselves.

    Anything else somebody typed there, and no cache on the way may keep it.
    """
    return words_of_concepts(search.understood, search.language) == typed.strip()


def is_usual(name: str, value: str) -> bool:
    return USUAL.get(name) == value


def sealed_of(search: Search) -> Sealed:
    """Return what must not stand in an address in the open."""
    understood = search.understood
    names = tuple(one.words for one in understood.concepts if one.kind == "person")
    return Sealed(understood.leftover, names, search.typed)


def as_typed(search: Search) -> str:
    """Return the address of the same search with no word taken for another."""
    understood = understand(search.typed, search.language, corrects=False)
    return query_of(replace(search, understood=understood, typed=""))


def words_of_concepts(understood: Understood, language: str) -> str:
    """Return the understood concepts in words that are understood again."""
    parts = [
        *understood.registry_ids,
        *(
            words_of_group(group, language)
            for group in understood.groups
            if group[0].kind != "person"
        ),
    ]
    small = load_words("search_words", language)
    parts += [f"{small['not'][0]} {one.words}" for one in understood.excluded]
    if len(understood.phases) > 1:
        parts += [f"phase {one[-1]}" for one in understood.phases]
    if understood.group:
        # "My son" would say who it is.
        group = understood.group.removeprefix("own_")
        parts.append(small[group][0])
    return " ".join(dict.fromkeys(parts))


def words_of_group(group: tuple[Concept, ...], language: str) -> str:
    """Return the preferred name where it alone says it, else the words typed."""
    name = group[0].name
    again = understand(name, language)
    is_said = [one.key for one in again.concepts] == [
        group[0].key
    ] and not again.leftover
    return name if len(group) == 1 and is_said else group[0].words


def narrowed(search: Search, name: str, value: str) -> str:
    """Return the address of the search with one choice made or taken back."""
    chosen = {key: one for key, one in search.chosen.items() if key != name}
    return query_of(
        replace(search, chosen={**chosen, name: value} if value else chosen)
    )
