"""The studies about what is wanted, the most about it first.

The index gives the first so many of them, and the first so many of those that somebody
would rather see; only these are weighed against each other, however many there are.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from trials.indexing.groups import group_key
from trials.models import ConceptMention
from trials.search.ranking.fitting import (
    OWN_CHILD,
    Keys,
    Mentions,
    fitting_rows,
    is_made_for,
)
from trials.search.ranking.where import Around
from trials.search.understanding.shapes import Understood

WEIGHED = 300
HERE, FOR_THEM = 60, 2


def best_studies(
    groups: Sequence[Keys],
    understood: Understood,
    here: Around,
    limit: int,
    liked: Collection[int] = (),
) -> list[int]:
    """Return the keys of studies about every one of the groups, the best first.

    `liked`: studies that have to be among them where they fit.
    """
    first, *others = groups
    rows = fitting_rows(others, understood)
    parts = list(preferred_rows(rows, understood, here, liked))
    is_weight_all = not (others or understood.group or here)
    most = limit if is_weight_all else max(limit, WEIGHED)
    found: dict[int, tuple[int, int]] = {}
    for part in (*parts, rows):
        for study, weight, freshness in first_rows(part, first, most):
            found.setdefault(study, (weight, freshness))
    more = weights_beside(found, others, understood.group, here)

    def place(study: int) -> tuple[int, int, int]:
        weight, freshness = found[study]
        return -weight - more[study], -freshness, study

    return sorted(found, key=place)


def preferred_rows(
    rows: Mentions, understood: Understood, here: Around, liked: Collection[int]
) -> Iterator[Mentions]:
    """Yield those of the rows that may come first although they weigh less."""
    if here:
        yield rows.filter(study__in=here.sites().values("study"))
    if liked:
        yield rows.filter(study__in=liked)
    if understood.group == OWN_CHILD:
        yield rows.filter(is_made_for(OWN_CHILD))


def first_rows(rows: Mentions, keys: Keys, most: int) -> Iterator[tuple[int, int, int]]:
    """Yield study, weight and freshness of the first rows of each concept.

    Asked one by one: each is then read in the order of the index.
    """
    for key in keys:
        ordered = rows.filter(concept=key).order_by("-weight", "-freshness", "study")
        yield from ordered.values_list("study", "weight", "freshness")[:most]


def weights_beside(
    studies: Collection[int], others: Sequence[Keys], group: str, here: Around
) -> Counter[int]:
    """Return what each study gains by all else that was asked for."""
    gains: Counter[int] = Counter()
    for keys in others:
        gains += best_weights(studies, keys)
    if group:
        fits = best_weights(studies, (group_key(group),))
        gains += Counter({study: fit // FOR_THEM for study, fit in fits.items()})
    if here:
        there = here.sites().filter(study__in=studies).order_by()
        gains += Counter(dict.fromkeys(there.values_list("study", flat=True), HERE))
    return gains


def best_weights(studies: Collection[int], keys: Keys) -> Counter[int]:
    """Return how much each study is about the one of some concepts it is most about."""
    rows = ConceptMention.objects.filter(study__in=studies, concept__in=keys)
    return Counter(dict(rows.order_by("weight").values_list("study", "weight")))
