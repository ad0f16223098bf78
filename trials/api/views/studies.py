"""Studies as JSON: a search as on the page, and one whole study."""

from datetime import date
from typing import Any

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
from trials.models import Study
from trials.pages.cache import public_page
from trials.search.facets import TESTS
from trials.search.finding import FoundStudies, find_studies
from trials.search.forms.search import StatusWanted
from trials.search.place_words import examples
from trials.search.searching import Search, read_search
from trials.texts.serving import title_texts

PAGE = "page"
ASKED = {"q", "condition", "place", "sort", *TESTS, PAGE}


@for_programs
@collection_page
def api_studies(request: HttpRequest) -> HttpResponse:
    """Search the published studies, by the same question as people."""
    check_names(request, ASKED)
    today, number = timezone.localdate(), asked_page(request)
    search = read_search(with_all_states(request), get_language())
    if errors := errors_of(search):
        raise AskedWronglyError(errors)
    return JsonResponse(listing(request, find_studies(search, number, today), today))


def with_all_states(request: HttpRequest) -> dict[str, Any]:
    """Return what is asked; a program hears of states of all kinds if it names none."""
    return {"status": StatusWanted.ALL, **request.GET.dict()}


def errors_of(search: Search) -> dict[str, str]:
    """Return what cannot be read, and a place that is not one place, by its field."""
    errors = {name: str(said[0]) for name, said in search.form.errors.items()}
    if search.is_place_asked:
        errors["place"] = examples(search.found_place, search.place_text)
    return errors


def listing(request: HttpRequest, found: FoundStudies, today: date) -> dict[str, Any]:
    """Return one page of what was found, and where the next one is."""
    language, page, studies = get_language(), found.page, found.studies
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


def asked_page(request: HttpRequest) -> str:
    """Return the number of a page; raises AskedWronglyError for any other word."""
    number = request.GET.get(PAGE, "1")
    if not number.isdecimal() or not 0 < int(number[:9]) < 10**6:
        raise AskedWronglyError({PAGE: "A number from 1 on."})
    return number


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
