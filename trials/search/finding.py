"""Which studies fit a search, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.paginator import Page, Paginator

from trials.models import Study
from trials.search.facets import StudyFacts, fitting, sorted_studies
from trials.search.facts import FACT_FIELDS, facts_of
from trials.search.ranking import rank
from trials.search.searching import Search
from trials.search.understanding import Understood

PER_PAGE = 20
# So many of what a search names are looked at; nobody reads further.
MOST = 1000


@dataclass(frozen=True)
class FoundStudies:
    """What a search found: all that its words name, and those that fit its choices."""

    named: list[StudyFacts]
    fits: list[StudyFacts]
    page: Page[StudyFacts]
    studies: list[Study] = field(default_factory=list)

    @property
    def is_more(self) -> bool:
        """Whether there are more than were looked at."""
        return len(self.named) >= MOST


def find_studies(search: Search, number: str | None, today: date) -> FoundStudies:
    """Return the page `number` of what a search finds, in its order."""
    named = facts_of(
        named_studies(search, today), search.position, today, search.language
    )
    fits = sorted_studies(fitting(named, search.chosen), order_of(search))
    return page_of(named, fits, number)


def page_of(
    named: list[StudyFacts], fits: list[StudyFacts], number: str | None
) -> FoundStudies:
    """Return one page of studies that fit."""
    page = Paginator(fits, PER_PAGE).get_page(number)
    return FoundStudies(named, fits, page, studies_of(list(page)))


def order_of(search: Search) -> str:
    """Return the order that was chosen, or the nearest first where a place is known."""
    return search.sort or ("near" if search.position else "best")


def named_studies(search: Search, today: date) -> list[Study]:
    """Return what the words name, the best first; without words the surest first."""
    shown = Study.objects.published().only(*FACT_FIELDS)
    if not search.looks_for_anything:
        surest = shown.surest_first(today, "-last_update_date", "registry_id")
        return list(surest[:MOST])
    ids = ranked_ids(search.understood, search.language)
    found = shown.in_bulk(ids, field_name="registry_id")
    return [found[one] for one in ids if one in found]


def ranked_ids(understood: Understood, language: str) -> list[str]:
    """Return the ids of what the words alone name: choices are the page's matter."""
    bare = replace(understood, place="", age=None, sex="", recruiting=False)
    return rank(bare, language, limit=MOST)


def studies_of(facts: Sequence[StudyFacts]) -> list[Study]:
    """Return the studies of one page in their order."""
    found = Study.objects.in_bulk([one.pk for one in facts])
    return [found[one.pk] for one in facts]
