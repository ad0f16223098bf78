"""Which studies a search in FHIR's words means."""

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from trials.api.asking import AskedWronglyError
from trials.api.fhir.answering import PAGE
from trials.api.fhir.resources.standing import STATUSES
from trials.models import Study

PER_PAGE = 20


def studies_meant(request: HttpRequest) -> QuerySet[Study]:
    """Return published studies that fit every parameter."""
    found = Study.objects.published().order_by("registry_id")
    for name, meant in MEANT.items():
        if name in request.GET:
            found = found.filter(meant(request.GET[name]))
    return found


def by_number(value: str) -> Q:
    """A token may name its system before a bar."""
    return Q(registry_id=value.rpartition("|")[2].upper())


def by_status(value: str) -> Q:
    """Return the registry's states behind a word of FHIR."""
    code = value.rpartition("|")[2]
    states = [ours for ours, theirs in STATUSES.items() if theirs == code]
    if not states:
        known = ", ".join(sorted(set(STATUSES.values())))
        raise AskedWronglyError({"status": f"One of: {known}"})
    return Q(overall_status__in=states)


def by_title(value: str) -> Q:
    return Q(brief_title__icontains=value) | Q(official_title__icontains=value)


def by_keyword(value: str) -> Q:
    return Q(keywords__icontains=value.rpartition("|")[2])


MEANT = {
    "_id": by_number,
    "identifier": by_number,
    "status": by_status,
    "title": by_title,
    "keyword": by_keyword,
}


def page_of(request: HttpRequest, found: QuerySet) -> Page:
    """Return the page that is asked for; raises AskedWronglyError for none."""
    number = request.GET.get(PAGE, "1")
    try:
        return Paginator(found, PER_PAGE).page(int(number[:9]))
    except (ValueError, EmptyPage):
        raise AskedWronglyError({PAGE: "There is no such page."}) from None
