"""The studies that fit what was understood, the best first."""

from itertools import zip_longest

from django.db.models import Max

from trials.indexing.numbers import number_key
from trials.models import ConceptMention, Study
from trials.search.ranking.candidates import best_studies
from trials.search.ranking.fitting import Keys
from trials.search.ranking.people import studies_by_people
from trials.search.ranking.wanting import of_illnesses, wanted_groups
from trials.search.ranking.where import Around, around
from trials.search.ranking.words import MOST, studies_saying
from trials.search.understanding.shapes import Understood

# Where a word that nobody understood says what a study is, and not only what it tells.
HEAD = ("title", "treatments", "people")


def rank(
    understood: Understood,
    language: str,
    *,
    limit: int = 20,
    near: tuple[float, float] | None = None,
) -> list[str]:
    """Return registry ids of published studies, at most `limit`; none is no answer.

    `near`: degrees of where somebody is.
    """
    here = around(understood.place, near)
    found = [*studies_numbered(understood), *ranked(understood, here, limit)]
    return published_ids(found[:limit])


def studies_numbered(understood: Understood) -> list[int]:
    """Return the studies that bear the numbers here or in another registry."""
    ids = understood.registry_ids
    if not ids:
        return []
    own = Study.objects.filter(registry_id__in=ids).values_list("pk", flat=True)
    others = ConceptMention.objects.filter(concept__in=map(number_key, ids))
    return [*own, *others.order_by("-freshness").values_list("study", flat=True)]


def ranked(understood: Understood, here: Around, limit: int) -> list[int]:
    """Return the keys of studies in their order."""
    groups = wanted_groups(understood)
    by_people = studies_by_people(understood)
    left = [" ".join(understood.leftover)]
    if not groups and by_people is None:
        return studies_saying(left) if understood.leftover else studies_at(here)
    if not groups:
        return by_people or []
    said = set(studies_saying(left, HEAD))
    theirs = set(by_people or ())
    found = best_studies(groups, understood, here, limit, said | theirs)
    found = [one for one in found if one in theirs] or found
    if not found and len(groups) > 1:
        found = about_either(groups, understood, here, limit)
    return sorted(found, key=lambda one: one not in said)


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
    each = [best_studies([one], understood, here, limit)[:limit] for one in chosen]
    turns = [one for row in zip_longest(*each) for one in row if one is not None]
    return list(dict.fromkeys(turns))


def published_ids(keys: list[int]) -> list[str]:
    """Return the registry ids of those that visitors may see, in the same order."""
    shown = Study.objects.published().filter(pk__in=keys)
    ids = dict(shown.order_by().values_list("pk", "registry_id"))
    return list(dict.fromkeys(ids[key] for key in keys if key in ids))
