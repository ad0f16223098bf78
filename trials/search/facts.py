"""What the filters ask of studies, read for all that were found at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.db.models import F

from portal.database.among import Among
from trials.freshness.tones import RANKS, judge
from trials.models import SelfCheckVersion, Study, StudySite, TextKind
from trials.places.nearest import Point, angles, arc_km
from trials.search.facets import NEVER, StudyFacts
from trials.texts.serving import chosen, versions_for_pages

# What they are read from; the long texts of a record stay where they are.
FACT_FIELDS = (
    *("registry_id", "overall_status", "last_update_date", "status_verified_date"),
    *("completion_date", "primary_completion_date", "start_date", "has_open_site"),
    *("vanished_at", "is_team_silent", "team_confirmed_on", "team_closed_on"),
    *("sex", "phases", "study_type", "minimum_age_days", "maximum_age_days"),
    "healthy_volunteers",
)


def facts_of(
    studies: Sequence[Study], position: Point | None, today: date, language: str
) -> list[StudyFacts]:
    """Return the facts of studies in their order."""
    keys = [study.pk for study in studies]
    countries = countries_of(keys)
    far = nearest_distances(keys, position) if position else {}
    plain, checked = with_plain_words(keys, today, language), with_selfcheck(today)
    return [
        StudyFacts(
            pk=study.pk,
            tone=(tone := judge(study.known(), today).tone),
            rank=RANKS[tone],
            status=study.overall_status,
            sex=study.sex,
            phases=tuple(study.phases),
            kind=study.study_type,
            youngest=study.minimum_age_days or 0,
            oldest=NEVER if study.maximum_age_days is None else study.maximum_age_days,
            takes_healthy=bool(study.healthy_volunteers),
            has_plain_words=study.pk in plain,
            has_selfcheck=study.pk in checked,
            countries=frozenset(countries[study.pk]),
            km=far.get(study.pk),
            updated=study.last_update_date,
        )
        for study in studies
    ]


def countries_of(keys: Iterable[int]) -> dict[int, set[str]]:
    """Return the countries of the listed sites of studies."""
    rows = StudySite.objects.listed().filter(Among(F("study"), keys)).order_by()
    found: dict[int, set[str]] = defaultdict(set)
    for study, country in rows.values_list("study", "country").distinct():
        found[study].add(country)
    return found


def nearest_distances(keys: Iterable[int], position: Point) -> dict[int, float]:
    """Return how far the nearest recruiting site of each study is, by its key."""
    far: dict[int, float] = {}
    here = angles(*position)
    sites = StudySite.objects.recruiting().filter(
        Among(F("study"), keys), latitude__isnull=False
    )
    columns = ("study", "latitude", "longitude")
    for study, *there in sites.order_by().values_list(*columns):
        distance = arc_km(*here, *angles(*there))
        far[study] = min(distance, far.get(study, distance))
    return far


def with_plain_words(keys: Iterable[int], today: date, language: str) -> set[int]:
    """Return the studies that somebody explained in this language."""
    rows = versions_for_pages().filter(
        Among(F("study"), keys), kind=TextKind.STUDY, language=language
    )
    return {one.study_id for one in chosen(rows, today) if one.study_id}


def with_selfcheck(today: date) -> set[int]:
    """Return the studies with a self-check that may be shown."""
    return {
        one.study_id
        for one in SelfCheckVersion.objects.published()
        if one.is_whole and (settings.SERVE_UNAPPROVED or one.is_in_force(today))
    }
