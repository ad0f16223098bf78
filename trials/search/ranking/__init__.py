"""The studies that fit what was understood, the best first."""

from itertools import zip_longest

from django.db.models import Max

from trials.models import ConceptMention, Study
from trials.search.ranking.candidates import (
    Keys,
    Mentions,
    mentions_of,
    of_illnesses,
    wanted_groups,
)
from trials.search.ranking.people import studies_by_people
from trials.search.ranking.where import Around, around
from trials.search.ranking.words import MOST, studies_saying
from trials.search.understanding.shapes import Understood

# How many are looked at for each that is shown: words that are left reorder them.
DEPTH = 5
# As far as a choice is looked for: those of it may stand far below.
WHOLE = 20_000
# Where a word that nobody understood says what a study is, and not only what it tells.
HEAD = ("title", "treatments", "people")


def rank(
    understood: Understood,
    language: str,
    *,
    limit: int = 20,
    near: tuple[float, float] | None = None,
    only: frozenset[int] | None = None,
) -> list[str]:
    """Return registry ids of published studies, at most `limit`; none is no answer.

    `near`: degrees of where somebody is. `only`: keys of studies to choose from.
    """
    here = around(understood.place, near)
    numbered = Study.objects.filter(registry_id__in=understood.registry_ids)
    reach = limit if only is None else WHOLE
    found = [*numbered.values_list("pk", flat=True), *ranked(understood, here, reach)]
    if only is not None:
        found = [one for one in found if one in only]
    return published_ids(found)[:limit]


def ranked(understood: Understood, here: Around, limit: int) -> list[int]:
    """Return the keys of studies in their order."""
    groups = wanted_groups(understood)
    by_people = studies_by_people(understood)
    left = [" ".join(understood.leftover)]
    if not groups and by_people is None:
        return studies_saying(left) if understood.leftover else studies_at(here)
    if not groups:
        return by_people or []
    said = studies_saying(left, HEAD)
    depth = limit * (2 if not said and by_people is None else DEPTH)
    found = keys_of(mentions_of(groups, understood, here)[:depth])
    if by_people:
        found = [one for one in found if one in set(by_people)] or found
    if not found and len(groups) > 1:
        found = about_either(groups, understood, here, limit)
    preferred = set(said)
    return sorted(found, key=lambda one: one not in preferred)


def studies_at(here: Around) -> list[int]:
    """Return the studies of a place, for who asks for nothing else."""
    there = ConceptMention.objects.filter(study__in=here.sites().values("study"))
    fresh = there.values("study").annotate(fresh=Max("freshness"))
    found = fresh.order_by("-fresh", "study").values_list("study", flat=True)
    return list(found[:MOST]) if here else []


def about_either(
    groups: list[Keys], understood: Understood, here: Around, limit: int
) -> list[int]:
    """Return, in turns, studies about one of several things that none is about."""
    chosen = of_illnesses(groups)
    each = [keys_of(mentions_of([one], understood, here)[:limit]) for one in chosen]
    turns = [one for row in zip_longest(*each) for one in row if one is not None]
    return list(dict.fromkeys(turns))


def keys_of(mentions: Mentions) -> list[int]:
    """Return the keys of the studies, each once."""
    return list(dict.fromkeys(mentions.values_list("study_id", flat=True)))


def published_ids(keys: list[int]) -> list[str]:
    """Return the registry ids of those that visitors may see, in the same order."""
    shown = Study.objects.published().filter(pk__in=keys)
    ids = dict(shown.values_list("pk", "registry_id"))
    return list(dict.fromkeys(ids[key] for key in keys if key in ids))
