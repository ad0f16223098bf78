"""What to offer while somebody types: what studies here are about, and where."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from django.db.models import Count

from portal.lib.text import fold_text
from portal.lib.vocabulary import spellings_of
from trials.models import ConceptMention
from trials.search.whereabouts import TRUST, recorded_towns
from trials.vocabulary.concepts import key_of_term, known_concepts, preferred_name
from trials.vocabulary.sources import name_rows
from trials.vocabulary.tokens import HAN, simplified

# From this weight on a study is about something, and not only beside it.
ABOUT = 40
LOOKED_AT = 300
PLACES = 3


@dataclass(frozen=True)
class Suggestion:
    """What to write into the field. `kind`: that of a concept, or "place"."""

    text: str
    kind: str
    key: str
    studies: int


@dataclass(frozen=True, order=True)
class Offered:
    """A name from one of its words on, as it is compared."""

    folded: str
    at: int
    name: str
    key: str
    language: str


@dataclass(frozen=True)
class Offers:
    """All names in the order of the alphabet, and how many studies each thing has."""

    names: list[Offered]
    counts: dict[str, int]
    read_at: float


# One entry; a dict so that tests can empty it.
kept: dict[str, Offers] = {}


def suggest(
    q: str, language: str, limit: int = 8, *, kind: str = ""
) -> list[Suggestion]:
    """Return what may be meant by the beginning of a word, the likeliest first.

    `kind`: of which alone, "" for all.
    """
    wanted = fold_name(q)
    if not wanted:
        return []
    offers = current_offers()
    found: dict[str, Suggestion] = {}
    for one in sorted(beginning(offers.names, wanted), key=liking(offers, language)):
        is_asked = kind in {"", known_concepts()[one.key].kind}
        if is_asked and one.key not in found:
            found[one.key] = offered(one, offers, language)
    towns = [] if kind else place_suggestions(wanted)
    return [*list(found.values())[: limit - len(towns)], *towns]


def offered(one: Offered, offers: Offers, language: str) -> Suggestion:
    """Return a thing under the name that was begun, in the reader's own language."""
    is_own = one.language in spellings_of(language)
    text = one.name if is_own else preferred_name(one.key, language)
    kind = known_concepts()[one.key].kind
    return Suggestion(text, kind, one.key, offers.counts[one.key])


def liking(offers: Offers, language: str) -> Callable[[Offered], tuple[int, ...]]:
    """Return what sorts: own language, beginning of the name, many studies, short."""
    own = set(spellings_of(language))

    def place(one: Offered) -> tuple[int, ...]:
        is_turned = "," in one.name
        many = -offers.counts[one.key]
        return one.language not in own, is_turned, one.at > 0, many, len(one.name)

    return place


def beginning(names: list[Offered], wanted: str) -> list[Offered]:
    """Return the names of which a word begins so."""
    start = bisect_left(names, wanted, key=lambda one: one.folded)
    end = bisect_left(names, f"{wanted}\U0010ffff", key=lambda one: one.folded)
    return names[start : min(end, start + LOOKED_AT)]


def place_suggestions(wanted: str) -> list[Suggestion]:
    """Return towns of studies whose name begins so, those of most studies first."""
    towns = [
        town
        for name, named in recorded_towns().items()
        if name.startswith(wanted.replace(" ", ""))
        for town in named[:1]
    ]
    towns.sort(key=lambda town: -town.studies)
    return [
        Suggestion(town.name, "place", town.country, town.studies)
        for town in towns[:PLACES]
    ]


def current_offers() -> Offers:
    """Return what can be offered, read anew from time to time."""
    known = kept.get("offers")
    if known is None or monotonic() - known.read_at > TRUST:
        known = kept["offers"] = read_offers()
    return known


def read_offers() -> Offers:
    """Read which things studies are about, with all that they are called."""
    rows = ConceptMention.objects.filter(
        weight__gte=ABOUT, study__is_published=True
    ).values_list("concept")
    counts = dict(rows.annotate(studies=Count("study")))
    return Offers(sorted(set(offered_names(counts))), counts, monotonic())


def offered_names(counts: dict[str, int]) -> Iterator[Offered]:
    """Yield each name from each of its words on."""
    for row in name_rows():
        key = key_of_term(row.term)
        if key not in counts:
            continue
        folded = fold_name(row.name)
        for at in word_starts(folded):
            yield Offered(folded[at:], at, row.name, key, row.language)


def fold_name(name: str) -> str:
    """Return a name or its beginning as they are compared."""
    return " ".join(fold_text(name).translate(simplified()).split())


def word_starts(folded: str) -> list[int]:
    """Return where words begin; every Chinese character does."""
    return [
        at
        for at, letter in enumerate(folded)
        if at == 0 or folded[at - 1] in " -" or HAN.match(letter)
    ]
