"""Which studies fit what somebody chose, and how many each further choice would leave.

Pure: it counts over what `trials.search.facts` read of the studies.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.lib.ages import NO_LIMIT, days_of_year_of_life
from trials.freshness.tones import RANKS, Tone

ENDED = {Tone.CLOSED, Tone.OVER}
NEVER = 366 * NO_LIMIT


@dataclass(frozen=True)
class StudyFacts:
    """What the filters ask of a study; ages in days, `km` to its nearest open site."""

    pk: int
    tone: Tone
    rank: int
    status: str
    sex: str
    phases: tuple[str, ...]
    kind: str
    youngest: int
    oldest: int
    takes_healthy: bool
    has_plain_words: bool
    has_selfcheck: bool
    countries: frozenset[str]
    km: float | None
    updated: str


Chosen = Mapping[str, str]
Test = Callable[[StudyFacts, str], bool]


def is_for_age(study: StudyFacts, years: str) -> bool:
    """Whether somebody of so many years may be within its limits."""
    first, last = days_of_year_of_life(int(years))
    return study.youngest <= last and study.oldest >= first


def is_for_ages(study: StudyFacts, ages: str) -> bool:
    """Whether it takes somebody between two ages."""
    low, high = ages.split("-")
    first, last = days_of_year_of_life(int(low))[0], days_of_year_of_life(int(high))[1]
    return study.youngest <= last and study.oldest >= first


def has_state(study: StudyFacts, state: str) -> bool:
    """Whether it is open, recruiting, or anything."""
    if state == "all":
        return True
    if state == "recruiting":
        return study.status == "RECRUITING" and study.tone not in ENDED
    return study.tone not in ENDED


def is_within_reach(study: StudyFacts, km: str) -> bool:
    return study.km is not None and study.km <= float(km)


# What may be chosen, by the name it has in an address.
TESTS: dict[str, Test] = {
    "status": has_state,
    "country": lambda study, code: code in study.countries,
    "distance": is_within_reach,
    "age": is_for_age,
    "ages": is_for_ages,
    "sex": lambda study, sex: study.sex in {"ALL", "", sex},
    "phase": lambda study, phase: phase in study.phases,
    "kind": lambda study, kind: study.kind == kind,
    "healthy": lambda study, _yes: study.takes_healthy,
    "plain": lambda study, _yes: study.has_plain_words,
    "selfcheck": lambda study, _yes: study.has_selfcheck,
}


def fitting(
    studies: Iterable[StudyFacts], chosen: Chosen, *, but: str = ""
) -> list[StudyFacts]:
    """Return the studies that fit all that was chosen, `but` one filter."""
    tests = [(TESTS[name], value) for name, value in chosen.items() if name != but]
    return [one for one in studies if all(test(one, value) for test, value in tests)]


def count_choices(
    studies: Sequence[StudyFacts], chosen: Chosen, name: str, values: Iterable[str]
) -> dict[str, int]:
    """Return how many studies each value of one filter would leave."""
    others, test = fitting(studies, chosen, but=name), TESTS[name]
    return {value: sum(test(one, value) for one in others) for value in values}


def sorted_studies(studies: Iterable[StudyFacts], order: str) -> list[StudyFacts]:
    """Return the studies in an order: "near", "new", or as they were found.

    As they were found, but what is probably over stands behind all that is not.
    """
    if order == "near":
        # Within each tone: what is probably over helps nobody by being near.
        return sorted(
            studies, key=lambda one: (one.rank, one.km is None, one.km or 0.0)
        )
    if order == "new":
        return sorted(studies, key=lambda one: one.updated, reverse=True)
    return sorted(studies, key=lambda one: one.rank >= RANKS[Tone.PROBABLY_OVER])
