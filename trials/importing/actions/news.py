"""Finding what became of studies: what is there, compared with what was known."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from portal.lib.ages import oldest_months, youngest_months
from trials.models import (
    OPEN_STATUSES,
    OverallStatus,
    Study,
    StudyNews,
    StudySite,
    Trigger,
    WatchedSite,
    WatchedStudy,
)

BATCH = 1000
WATCHED_FIELDS = [
    *("status", "youngest_months", "oldest_months"),
    *("minimum_age", "maximum_age"),
]


@transaction.atomic
def gather_news(*, now: datetime) -> int:
    """Note what is new since the last time; return how many things that are.

    The caller sees to it that nobody else gathers at the same moment.
    """
    forget(Study.objects.filter(is_published=False, watched__isnull=False))
    return gather_new(now) + gather_changed(now) + gather_sites(now)


def forget(studies: QuerySet[Study]) -> None:
    """Know nothing of these studies: once they are shown again, they are news again."""
    WatchedSite.objects.filter(site__study__in=studies.values("pk")).delete()
    WatchedStudy.objects.filter(study__in=studies.values("pk")).delete()


def gather_new(now: datetime) -> int:
    """Studies that visitors can see for the first time; open ones are news."""
    fresh = list(Study.objects.published().filter(watched__isnull=True))
    WatchedStudy.objects.bulk_create((watched(study) for study in fresh), BATCH)
    for start in range(0, len(fresh), BATCH):
        sites = StudySite.objects.recruiting()
        mark_sites(sites.filter(study__in=fresh[start : start + BATCH]))
    return tell(
        StudyNews(study=study, trigger=Trigger.NEW_STUDY, happened_at=now)
        for study in fresh
        if study.overall_status in OPEN_STATUSES
    )


def watched(study: Study, row: WatchedStudy | None = None) -> WatchedStudy:
    """Return what is to be remembered of a study."""
    row = row or WatchedStudy(study=study)
    row.status = study.overall_status
    row.minimum_age, row.maximum_age = study.minimum_age, study.maximum_age
    row.youngest_months = youngest_months(study.minimum_age)
    row.oldest_months = oldest_months(study.maximum_age)
    return row


def gather_changed(now: datetime) -> int:
    """Studies whose state or ages are others than they were."""
    rows = changed_rows()
    begun = [
        row.study
        for row in rows
        if row.status != OverallStatus.RECRUITING
        and row.study.overall_status == OverallStatus.RECRUITING
    ]
    fresh = [watched(row.study, row) for row in rows]
    WatchedStudy.objects.bulk_update(fresh, WATCHED_FIELDS, BATCH)
    return tell(
        StudyNews(study=study, trigger=Trigger.RECRUITING, happened_at=now)
        for study in begun
    )


def changed_rows() -> list[WatchedStudy]:
    """Return what was remembered of published studies and is no longer so."""
    same = Q(
        status=F("study__overall_status"),
        minimum_age=F("study__minimum_age"),
        maximum_age=F("study__maximum_age"),
    )
    shown = WatchedStudy.objects.filter(study__is_published=True)
    return list(shown.exclude(same).select_related("study"))


def gather_sites(now: datetime) -> int:
    """Places that take people and did not before; those that stopped are forgotten."""
    recruiting = StudySite.objects.recruiting()
    gone = ~Exists(recruiting.filter(pk=OuterRef("site")))
    WatchedSite.objects.filter(gone).delete()
    shown = recruiting.filter(watched__isnull=True, study__is_published=True)
    opened = list(shown)
    mark_sites(opened)
    what = {"trigger": Trigger.SITE_OPENED, "happened_at": now}
    return tell(StudyNews(study_id=site.study_id, site=site, **what) for site in opened)


def mark_sites(sites: Iterable[StudySite]) -> None:
    """Remember that these sites take people."""
    rows = (WatchedSite(site=site) for site in sites)
    WatchedSite.objects.bulk_create(rows, BATCH, ignore_conflicts=True)


def tell(news: Iterable[StudyNews]) -> int:
    """Write news; return how many."""
    return len(StudyNews.objects.bulk_create(news, BATCH))
