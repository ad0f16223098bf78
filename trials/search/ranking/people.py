"""Studies of a sponsor, a hospital or a person."""

from functools import lru_cache

from trials.models import Study
from trials.search.ranking.words import studies_saying
from trials.search.understanding.shapes import Concept, Understood
from trials.vocabulary.concepts import key_of_term
from trials.vocabulary.cutting import cut_words
from trials.vocabulary.sources import own_rows

KINDS = ("sponsor", "person")


def studies_by_people(understood: Understood) -> list[int] | None:
    """Return the studies of those who were named, None where nobody was."""
    named = [one for one in understood.concepts if one.kind in KINDS]
    if not named:
        return None
    found = [studies_saying(names_of(one), ("people",)) for one in named]
    first, *others = found
    both = [one for one in first if all(one in other for other in others)]
    own = led_by(both, [name for one in named for name in names_of(one)])
    return sorted(both, key=lambda one: one not in own)


def led_by(keys: list[int], names: list[str]) -> set[int]:
    """Return the studies whose sponsor bears one of the names, not only a site."""
    named = Study.objects.filter(pk__in=keys).order_by()
    sponsors = dict(named.values_list("pk", "sponsor"))
    wanted = [set(cut_words(name)) for name in names]
    # Many have the same one.
    said = {one: set(cut_words(one)) for one in set(sponsors.values())}
    leading = {one for one in said if any(name <= said[one] for name in wanted)}
    return {key for key, sponsor in sponsors.items() if sponsor in leading}


def names_of(concept: Concept) -> list[str]:
    """Return how a record may write a name; a person's is as it was typed."""
    if concept.kind == "person":
        return [concept.words]
    return latin_names().get(concept.key, [concept.words])


@lru_cache(maxsize=1)
def latin_names() -> dict[str, list[str]]:
    """Return the names of sponsors as records can have them, by key."""
    found: dict[str, list[str]] = {}
    for row in own_rows():
        if row.kind == "sponsor" and row.language == "en":
            found.setdefault(key_of_term(row.term), []).append(row.name)
    return found
