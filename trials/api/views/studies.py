"""Studies as JSON: a search as on the page, and one whole study."""

from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from trials.api.answers.addresses import machine_page
from trials.api.answers.study import study_answer
from trials.api.answers.summary import summary_of
from trials.api.asking import AskedWronglyError, check_names, for_programs
from trials.api.collection import collection_page
from trials.api.searching import asked_studies, rows_of_page
from trials.models import Study
from trials.pages.cache import public_page
from trials.search.forms.search import SearchForm
from trials.texts.serving import title_texts

PAGE = "page"
ASKED = {"q", "condition", "place", "country", "age", "status", PAGE}


@for_programs
@collection_page
def api_studies(request: HttpRequest) -> HttpResponse:
    """Search the published studies, by the same question as people."""
    check_names(request, ASKED)
    today, number = timezone.localdate(), asked_page(request)
    form = SearchForm(request.GET)
    page = asked_studies(form, number, today, get_language())
    return JsonResponse(listing(request, page, today))


def listing(request: HttpRequest, page: Page, today: date) -> dict[str, Any]:
    """Return one page of what was found, and where the next one is."""
    language, studies = get_language(), rows_of_page(page)
    prefetch_related_objects(studies, title_texts("texts"))
    query = request.GET.copy()
    query[PAGE] = str(page.number + 1)
    more = f"{machine_page('api:api_studies')}?{query.urlencode()}"
    return {
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "language": language,
        "next": more if page.has_next() else None,
        "studies": [summary_of(study, today, language) for study in studies],
    }


def asked_page(request: HttpRequest) -> int:
    """Return the number of a page; raises AskedWronglyError for any other word."""
    number = request.GET.get(PAGE, "1")
    if not number.isdecimal() or not 0 < int(number[:9]) < 10**6:
        raise AskedWronglyError({PAGE: "A number from 1 on."})
    return int(number)


@for_programs
def api_study(request: HttpRequest, registry_id: str) -> HttpResponse:
    """One study with all that its page says."""
    check_names(request, set())
    return kept_answer(request, registry_id)


@public_page
def kept_answer(request: HttpRequest, registry_id: str) -> HttpResponse:
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    language = get_language()
    return JsonResponse(study_answer(study, timezone.localdate(), language))


@for_programs
def api_unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Say in JSON that there is nothing."""
    raise Http404
