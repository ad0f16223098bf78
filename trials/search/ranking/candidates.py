"""The studies about what is wanted, the most about it first."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from trials.indexing.groups import HEALTHY, group_key, phase_key
from trials.models import OPEN_STATUSES, ConceptMention, Study
from trials.search.ages import age
from trials.search.ranking.where import Around
from trials.search.understanding.shapes import Understood
from trials.vocabulary.concepts import known_concepts

# Below it a record only mentions something, which answers nobody.
LEAST = 28
# From here on a record is about what was not wanted.
REFUSED = 38
POSSIBLE = 40
HERE, FOR_THEM = 60, 2
EITHER_SEX = ("ALL", "")

Keys = tuple[str, ...]
Mentions = QuerySet[ConceptMention]
Score = F | CombinedExpression


def mentions_of(
    groups: Sequence[Keys], understood: Understood, here: Around
) -> Mentions:
    """Return the rows of studies about every one of the groups, with a `score`."""
    rows = ConceptMention.objects.filter(concept__in=groups[0], weight__gte=LEAST)
    score: Score = F("weight")
    for number, keys in enumerate(groups[1:]):
        name = f"also_{number}"
        rows = rows.annotate(**{name: best_weight(keys)}).filter(
            **{f"{name}__gte": LEAST}
        )
        score = score + F(name)
    rows, score = for_whom(rows, score, understood)
    if here:
        is_here = When(Exists(here.sites().filter(study=OuterRef("study"))), then=HERE)
        score = score + Case(is_here, default=Value(0), output_field=IntegerField())
    if understood.excluded:
        refused = weights_of([one.key for one in understood.excluded])
        rows = rows.exclude(Exists(refused.filter(weight__gte=REFUSED)))
    return rows.annotate(score=score).order_by("-score", "-freshness", "study")


def for_whom(
    rows: Mentions, score: Score, understood: Understood
) -> tuple[Mentions, Score]:
    """Keep what takes people of an age and sex; what is made for them comes first."""
    if understood.group:
        rows = rows.annotate(
            fits=Coalesce(best_weight((group_key(understood.group),)), 0)
        )
        score = score + F("fits") / FOR_THEM
        if understood.group != "own_child":
            rows = rows.filter(fits__gte=POSSIBLE)
    if understood.age is not None:
        rows = rows.filter(study__in=studies_for(understood.age))
    if understood.sex:
        rows = rows.filter(study__sex__in=(*EITHER_SEX, understood.sex))
    if understood.recruiting:
        rows = rows.filter(study__overall_status__in=OPEN_STATUSES)
    return rows, score


def studies_for(years: int) -> QuerySet[Any, Any]:
    """Return the studies for somebody of this age."""
    return Study.objects.filter(age(years)).values("pk")


def weights_of(keys: Iterable[str]) -> Mentions:
    """Return the rows of the outer study for some concepts."""
    return ConceptMention.objects.filter(
        study=OuterRef("study"), concept__in=list(keys)
    )


def best_weight(keys: Iterable[str]) -> Subquery:
    return Subquery(weights_of(keys).order_by("-weight").values("weight")[:1])


def wanted_groups(understood: Understood) -> list[Keys]:
    """Return the keys of what a study must be about, alternatives together."""
    groups = [
        tuple(one.key for one in alternatives)
        for alternatives in understood.groups
        if alternatives[0].kind not in ("person", "sponsor")
    ]
    groups += [(phase_key(one),) for one in understood.phases]
    if understood.healthy:
        groups.append((HEALTHY,))
    if not groups and understood.group and not understood.leftover:
        groups.append((group_key(understood.group),))
    return groups


def of_illnesses(groups: list[Keys]) -> list[Keys]:
    """Return the groups that are illnesses, all where none is.

    Who asks for a treatment of an illness that no study has is not helped by that
    treatment of others.
    """
    kinds = known_concepts()
    ill = [
        one for one in groups if one[0] in kinds and kinds[one[0]].kind == "condition"
    ]
    return ill or groups
