"""Which places of studies are likely one hospital. Pure, and linear in their number.

A place meets only those that share one of its rarest words in or near its town, and
of these only the first few: ten thousand places in one city cost ten thousand steps.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import floor

from rapidfuzz import fuzz

from contacts.teams.facility_names import (
    fold_city,
    fold_name,
    is_placeholder,
    numbers_of,
    telling_words,
    words_of,
)

# A degree of latitude has 111 km: two towns whose centres lie in cells that touch are
# less than a day's walk apart.
CELL_DEGREES = 0.1
ALIKE, SAME_TOWN = 92, 70
RAREST_WORDS, MOST_MET = 3, 20

Block = tuple[object, ...]


@dataclass(frozen=True)
class WrittenPlace:
    """A place as a study's record writes it."""

    pk: int
    name: str
    city: str
    country: str
    latitude: float | None = None
    longitude: float | None = None

    @property
    def spelling(self) -> tuple[str, str, str]:
        """Return what makes two places the same without any doubt."""
        return fold_name(self.name), fold_city(self.city), self.country


@dataclass(frozen=True)
class KnownHospital:
    """One way in which a hospital that the portal knows is written."""

    facility: int
    name: str
    city: str
    country: str


@dataclass
class Hospital:
    """A hospital, and the places that are likely its own; None: the portal has none."""

    facility: int | None
    name: str
    city: str
    country: str
    places: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Written:
    """A way of writing a hospital's name, taken apart once."""

    words: tuple[str, ...]
    all_words: tuple[str, ...]
    city: str
    numbers: frozenset[str]
    hospital: Hospital

    def likeness(self, other: "Written") -> float:
        """Return how alike two are, of 100; a number that differs makes it 0.

        Between two towns the town's own name counts: "Clinic of Oakland" is none of
        San Leandro.
        """
        if self.numbers != other.numbers:
            return 0
        if fuzz.ratio(self.city, other.city) < SAME_TOWN:
            return alike(self.all_words, other.all_words)
        return alike(self.words, other.words)


def alike(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """Return how alike words are; without blanks "M D Anderson" is "MD Anderson"."""
    joined = fuzz.ratio("".join(mine), "".join(theirs))
    return max(joined, fuzz.ratio(" ".join(sorted(mine)), " ".join(sorted(theirs))))


class Directory:
    """What has been met so far, found by town and word."""

    def __init__(self, frequency: Counter[str]) -> None:
        self.frequency = frequency
        self.met: dict[tuple[Block, str], list[Written]] = defaultdict(list)

    def doors(
        self, written: Written, blocks: Iterable[Block]
    ) -> list[tuple[Block, str]]:
        """Return by what it is found: its rarest words, in each of its blocks."""
        words = sorted(set(written.words), key=lambda w: (self.frequency[w], w))
        return [(block, word) for block in blocks for word in words[:RAREST_WORDS]]

    def add(self, written: Written, blocks: Iterable[Block]) -> None:
        """Let later places meet this one."""
        for door in self.doors(written, blocks):
            if len(self.met[door]) < MOST_MET:
                self.met[door].append(written)

    def find(self, written: Written, blocks: Iterable[Block]) -> Hospital | None:
        """Return the hospital that is written most alike, if any is alike enough."""
        doors = self.doors(written, blocks)
        others = [other for door in doors for other in self.met.get(door, ())]
        scores = [(written.likeness(other), at) for at, other in enumerate(others)]
        best, at = max(scores, default=(0, 0))
        return others[at].hospital if best >= ALIKE else None


def match_places(
    places: Iterable[WrittenPlace], known: Iterable[KnownHospital] = ()
) -> list[Hospital]:
    """Return hospitals with the places that are likely theirs, those with most first.

    A place without a name of its own belongs to none.
    """
    spelled = by_spelling(places)
    written = [take_apart(one, one.facility) for one in known]
    new = {key: take_apart(same[0], None) for key, same in spelled.items()}
    words = (set(one.words) for one in (*written, *new.values()))
    directory = Directory(Counter(word for some in words for word in some))
    for one in written:
        directory.add(one, home_blocks(one.hospital))
    found = [one.hospital for one in written]
    for key, same in sorted(spelled.items(), key=lambda item: -len(item[1])):
        mine = new[key]
        hospital = directory.find(mine, wide_blocks(same)) or mine.hospital
        if hospital is mine.hospital:
            found.append(hospital)
        directory.add(replace(mine, hospital=hospital), near_blocks(same))
        hospital.places += [place.pk for place in same]
    return gathered(found)


def by_spelling(
    places: Iterable[WrittenPlace],
) -> dict[tuple[str, str, str], list[WrittenPlace]]:
    """Return the places that are named, together where they are written the same."""
    spelled: dict[tuple[str, str, str], list[WrittenPlace]] = defaultdict(list)
    for place in places:
        if not is_placeholder(place.name):
            spelled[place.spelling].append(place)
    return spelled


def take_apart(one: WrittenPlace | KnownHospital, facility: int | None) -> Written:
    """Return a name's words and numbers, with the hospital that it may stand for."""
    name, city = fold_name(one.name), fold_city(one.city)
    hospital = Hospital(facility, one.name, one.city, one.country)
    telling = tuple(telling_words(name, city))
    return Written(telling, tuple(words_of(name)), city, numbers_of(name), hospital)


def home_blocks(hospital: Hospital) -> list[Block]:
    """Return where a hospital is looked for: its town; it has no degrees of its own."""
    return [(hospital.country, fold_city(hospital.city))]


def near_blocks(same: list[WrittenPlace]) -> list[Block]:
    """Return the town and the cells in which places of one spelling lie."""
    cells = {(p.country, *cell) for p in same for cell in cell_of(p)}
    return [(same[0].country, fold_city(same[0].city)), *sorted(cells)]


def wide_blocks(same: list[WrittenPlace]) -> list[Block]:
    """Return the same with the cells around."""
    around = {
        (place.country, row + up, column + right)
        for place in same
        for row, column in cell_of(place)
        for up in (-1, 0, 1)
        for right in (-1, 0, 1)
    }
    return [(same[0].country, fold_city(same[0].city)), *sorted(around)]


def cell_of(place: WrittenPlace) -> list[tuple[int, int]]:
    """Return the cell of the map that a place lies in, if that is known."""
    if place.latitude is None or place.longitude is None:
        return []
    return [
        (floor(place.latitude / CELL_DEGREES), floor(place.longitude / CELL_DEGREES))
    ]


def gathered(hospitals: Iterable[Hospital]) -> list[Hospital]:
    """Return each known hospital once, without those that got no place."""
    found: list[Hospital] = []
    known: dict[int, Hospital] = {}
    for one in hospitals:
        first = known.setdefault(one.facility, one) if one.facility else one
        if first is not one:
            first.places += one.places
        else:
            found.append(one)
    return sorted(
        (one for one in found if one.places), key=lambda one: -len(one.places)
    )
