"""The sections of the sitemap: every page that may be found, in each language."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from trials.listing.conditions import is_condition
from trials.models import ConceptMention, Study
from trials.search.ranking.fitting import LEAST
from trials.texts.serving import studies_with_selfcheck

# Pages in one file; each stands there once for each language.
PER_FILE = 2000
# Pages without an argument, in the order in which people need them.
PAGES = (
    *("home", "trials:study_list", "word_list", "contacts:subscribe"),
    *("contacts:condition_list", "contacts:help_page", "contacts:about"),
    *("contacts:privacy", "contacts:imprint", "contacts:accessibility"),
)
Row = tuple[str, datetime]


class PublicPages(Sitemap):
    """Addresses as families see them, whatever host asked."""

    i18n = alternates = x_default = True
    limit = PER_FILE

    def get_domain(self, site: Any = None) -> str:
        """Return the portal's own host: a request may name another."""
        return urlsplit(settings.PUBLIC_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.PUBLIC_URL).scheme


class GeneralPages(PublicPages):
    """Pages that belong to no study; the list of trials changes with them."""

    def items(self) -> list[str]:
        return list(PAGES)

    def location(self, item: str) -> str:
        return reverse(item)

    def lastmod(self, item: str) -> datetime | None:
        """Return when a study changed last, for the pages that list studies."""
        if item not in {"home", "trials:study_list", "contacts:condition_list"}:
            return None
        newest: datetime | None = findable().aggregate(at=Max("changed_at"))["at"]
        return newest


class StudyPages(PublicPages):
    """One page of each study; `view` and `rows` are those of another in subclasses."""

    view = "trials:study_detail"

    def items(self) -> QuerySet[Study, Row]:
        return self.rows().values_list("registry_id", "changed_at")

    def rows(self) -> QuerySet[Study]:
        return findable()

    def location(self, item: Row) -> str:
        return reverse(self.view, args=[item[0]])

    def lastmod(self, item: Row) -> datetime:
        return item[1]


class SitesPages(StudyPages):
    """Where studies take people: those that have a choice of places."""

    view = "trials:study_sites"

    def rows(self) -> QuerySet[Study]:
        return findable().open().filter(has_open_site=True)


class SelfCheckPages(StudyPages):
    """Where self-checks begin."""

    view = "trials:selfcheck_start"

    def items(self) -> list[Row]:
        """Return the studies whose self-check visitors see."""
        checks = studies_with_selfcheck(timezone.localdate())
        rows = findable().filter(registry_id__in=checks)
        return list(rows.values_list("registry_id", "changed_at"))


class ConditionPages(PublicPages):
    """Conditions that studies here are about."""

    def items(self) -> list[Row]:
        about = ConceptMention.objects.filter(
            weight__gte=LEAST, study__in=findable().order_by().values("pk")
        )
        rows = about.values_list("concept").annotate(at=Max("study__changed_at"))
        return [row for row in rows.order_by("concept") if is_condition(row[0])]

    def location(self, item: Row) -> str:
        return reverse("condition_page", args=[item[0]])

    def lastmod(self, item: Row) -> datetime:
        return item[1]


def findable() -> QuerySet[Study]:
    """Return the studies that may be found; an invented one gives nobody hope."""
    shown = Study.objects.published().filter(is_fictional=False)
    return shown.order_by("registry_id")


SECTIONS: dict[str, type[Sitemap]] = {
    "pages": GeneralPages,
    "studies": StudyPages,
    "sites": SitesPages,
    "self-checks": SelfCheckPages,
    "conditions": ConditionPages,
}
