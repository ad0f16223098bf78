"""Other open studies of the same condition, those for the same ages first."""

from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from portal.database.known_sql import KnownQuery
from trials.freshness.tones import CONFIRMED_LASTS, RANKS, Tone
from trials.models import ConditionSource, Study, StudyCondition
from trials.models.studies import StudyQuerySet, rank_between
from trials.search.ages import age_between

# On a study's page stand a few; all stand on a page of their own.
FEW, MOST = 3, 20


def same_condition(key: int) -> StudyQuerySet:
    """Return other open studies of the very condition, under any of its names.

    What stands above it in the registry's tree ("immune system diseases") would bring
    studies of other illnesses.
    """
    named = StudyCondition.objects.exclude(source=ConditionSource.ABOVE)
    own = named.filter(study=key)
    same = named.filter(hash__in=own.values("hash"))
    found: StudyQuerySet = Study.objects.published().open()
    return found.filter(pk__in=same.values("study")).exclude(pk=key)


def in_order(
    key: int, first: int, last: int, confirmed_since: date, today: date
) -> QuerySet[Study]:
    """Return those, the same ages first, then by how sure one can be of them."""
    fits = Case(
        When(age_between(first, last), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rank = rank_between(confirmed_since, today)
    found = same_condition(key).alias(misfit=fits, rank=rank)
    return found.order_by("misfit", "rank", "-last_update_date", "registry_id")


# None of the few is probably over although its record calls it open.
LIKELY = KnownQuery(
    lambda *values: in_order(*values).filter(rank__lte=RANKS[Tone.ASK_FIRST])[:FEW],
    *(int, int, int, date, date),
    # How many share its conditions decides the way.
    words=str,
)
ALL = KnownQuery(
    lambda *values: in_order(*values)[:MOST],
    *(int, int, int, date, date),
    words=str,
)


def likely_studies(study: Study, today: date) -> list[Study]:
    """Return a few that most surely take people."""
    return LIKELY.rows(*asked_values(study, today))


def similar_studies(study: Study, today: date) -> list[Study]:
    """Return all that are open, as far as a page holds them."""
    return ALL.rows(*asked_values(study, today))


def asked_values(study: Study, today: date) -> tuple[int, int, int, date, date]:
    """Return what is asked for a study on a day."""
    first, last = study.minimum_age_days or 0, study.maximum_age_days or 200 * 366
    return study.pk, first, last, today - CONFIRMED_LASTS, today
