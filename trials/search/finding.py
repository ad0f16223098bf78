"""Which studies fit a search; words must all occur, in any order."""

from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from portal.lib.ages import days_of_year_of_life
from trials.freshness.tones import RANKS
from trials.models import OverallStatus, Study, StudySite
from trials.models.studies import StudyQuerySet
from trials.places.nearest import distance_km
from trials.search.forms.search import SearchForm, StatusWanted

PER_PAGE = 20
WORDS = 8
TEXTS = (
    "registry_id",
    "brief_title",
    "official_title",
    "acronym",
    "conditions",
    "keywords",
    "condition_terms",
    "sponsor",
    "contents__title",
)


@dataclass(frozen=True)
class FoundStudies:
    page: Page


def find_studies(form: SearchForm, number: str | None, today: date) -> FoundStudies:
    """Return the page `number` of what a search finds, the surest first."""
    wanted = form.wanted()
    found = matching(wanted)
    ordered = found.surest_first(today, "-last_update_date", "registry_id")
    position = form.position() if wanted else None
    if position is None:
        return FoundStudies(Paginator(ordered, PER_PAGE).get_page(number))
    near = nearest_first(list(ordered), position, today)
    return FoundStudies(Paginator(near, PER_PAGE).get_page(number))


def matching(wanted: dict[str, Any]) -> StudyQuerySet:
    """Return the studies, each once, that fit all that is wanted."""
    found: StudyQuerySet = Study.objects.published().filter(
        words_in(wanted.get("q", ""), TEXTS),
        words_in(wanted.get("condition", ""), ("conditions", "condition_terms")),
        state(wanted.get("status", "")),
        country(wanted.get("country", "")),
        age(wanted.get("age")),
    )
    return found.distinct()


def nearest_first(
    studies: list[Study], position: tuple[float, float], today: date
) -> list[Study]:
    """Return the studies by their nearest recruiting site; `distance_km` says it.

    Within each tone: a study that is probably over helps nobody by being near. Those
    without a site, or without coordinates, follow in the order they had.
    """
    far = nearest_distances(studies, position)
    for study in studies:
        study.distance_km = far.get(study.pk)

    def place(study: Study) -> tuple[int, float]:
        return RANKS[study.judged(today).tone], far.get(study.pk, inf)

    return sorted(studies, key=place)


def nearest_distances(
    studies: list[Study], position: tuple[float, float]
) -> dict[int, float]:
    """Return how far the nearest recruiting site of each study is, by its key."""
    far: dict[int, float] = {}
    sites = StudySite.objects.recruiting().filter(
        study__in=[study.pk for study in studies], latitude__isnull=False
    )
    columns = ("study", "latitude", "longitude")
    for study, latitude, longitude in sites.values_list(*columns):
        distance = distance_km(position, (latitude, longitude))
        far[study] = min(distance, far.get(study, distance))
    return far


def words_in(text: str, columns: tuple[str, ...]) -> Q:
    """Every word of `text` occurs in at least one of the columns."""
    found = Q()
    for word in text.replace("\x00", " ").split()[:WORDS]:
        anywhere = Q()
        for column in columns:
            anywhere |= Q(**{f"{column}__icontains": word})
        found &= anywhere
    return found


def state(wanted: str) -> Q:
    """Open studies unless all are wanted."""
    if wanted == StatusWanted.ALL:
        return Q()
    if wanted == StatusWanted.RECRUITING:
        return Q(overall_status=OverallStatus.RECRUITING)
    return Q(pk__in=Study.objects.open().values("pk"))


def country(code: str) -> Q:
    """Studies with a listed site in the country."""
    return Q(sites__country=code, sites__is_listed=True) if code else Q()


def age(years: int | None) -> Q:
    """Studies for somebody who is `years` old, at any day of that year of life."""
    if years is None:
        return Q()
    return age_between(*days_of_year_of_life(years))


def age_between(first: int, last: int) -> Q:
    """Studies for somebody whose age in days is not known better than this."""
    old_enough = Q(minimum_age_days__isnull=True) | Q(minimum_age_days__lte=last)
    young_enough = Q(maximum_age_days__isnull=True) | Q(maximum_age_days__gte=first)
    return old_enough & young_enough
