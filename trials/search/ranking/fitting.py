"""Which rows of the index belong to studies that somebody may be shown."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from trials.indexing.groups import group_key
from trials.models import OPEN_STATUSES, ConceptMention
from trials.search.ages import age
from trials.search.understanding.shapes import Understood

# Below it a record only mentions something, which answers nobody.
LEAST = 28
# From here on a record is about what was not wanted.
REFUSED = 38
POSSIBLE = 40
EITHER_SEX = ("ALL", "")
OWN_CHILD = "own_child"

Keys = tuple[str, ...]
Mentions = QuerySet[ConceptMention]


def fitting_rows(others: Sequence[Keys], understood: Understood) -> Mentions:
    """Return all rows of studies for whom it is, about every one of other groups."""
    rows = ConceptMention.objects.filter(takes(understood), weight__gte=LEAST)
    for keys in others:
        rows = rows.filter(is_about(keys, LEAST))
    if understood.group and understood.group != OWN_CHILD:
        rows = rows.filter(is_made_for(understood.group))
    if understood.excluded:
        refused = tuple(one.key for one in understood.excluded)
        rows = rows.exclude(is_about(refused, REFUSED))
    return rows


def is_about(keys: Keys, least: int) -> Exists:
    """Whether the study of a row is also about one of some concepts."""
    same = ConceptMention.objects.filter(study=OuterRef("study"), concept__in=keys)
    return Exists(same.filter(weight__gte=least))


def is_made_for(group: str) -> Exists:
    """Whether the study of a row takes people of an age group."""
    return is_about((group_key(group),), POSSIBLE)


def takes(understood: Understood) -> Q:
    """Which studies take people of the age and sex that were named, and take some."""
    found = age(understood.age, of="study__")
    if understood.sex:
        found &= Q(study__sex__in=(*EITHER_SEX, understood.sex))
    if understood.recruiting:
        found &= Q(study__overall_status__in=OPEN_STATUSES)
    return found
