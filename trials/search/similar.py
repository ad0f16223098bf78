"""Other open studies of the same condition, those for the same ages first."""

from datetime import date

from django.db.models import Case, IntegerField, Value, When

from trials.freshness.tones import RANKS, Tone
from trials.models import ConditionSource, Study, StudyCondition
from trials.models.studies import StudyQuerySet, rank_on
from trials.search.ages import age_between


def same_condition(study: Study) -> StudyQuerySet:
    """Return other open studies of the very condition, under any of its names.

    What stands above it in the registry's tree ("immune system diseases") would bring
    studies of other illnesses.
    """
    own = study.condition_rows.exclude(source=ConditionSource.ABOVE)
    same = StudyCondition.objects.filter(hash__in=own.values("hash")).exclude(
        source=ConditionSource.ABOVE
    )
    found: StudyQuerySet = Study.objects.published().open()
    return found.filter(pk__in=same.values("study")).exclude(pk=study.pk)


def similar_studies(
    study: Study, today: date, most: int, *, only_likely: bool = False
) -> list[Study]:
    """Return those, the same ages first, then by how sure one can be of them.

    `only_likely`: none that is probably over although its record calls it open.
    """
    ages = age_between(study.minimum_age_days or 0, study.maximum_age_days or 200 * 366)
    fits = Case(
        When(ages, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = same_condition(study).alias(misfit=fits, rank=rank_on(today))
    if only_likely:
        found = found.filter(rank__lte=RANKS[Tone.ASK_FIRST])
    return list(
        found.order_by("misfit", "rank", "-last_update_date", "registry_id")[:most]
    )
