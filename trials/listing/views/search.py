"""The search: private by form, the same for all who look for the same."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from trials.listing.page import search_context
from trials.pages.cache import shared_page
from trials.search.addressing import is_own_address, query_of
from trials.search.finding import find_studies
from trials.search.forms.search import SearchForm
from trials.search.searching import Search, read_search


# Nothing here acts for a signed-in person, so there is nothing to forge; a token
# would need the cookie that public pages do not set.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@shared_page
def study_list(request: HttpRequest) -> HttpResponse:
    """Search the published studies.

    What is posted is understood and goes on in the address as concepts, the place and
    all other words sealed. What has to be asked is asked at once, without an address.
    """
    data = request.POST if request.method == "POST" else request.GET
    search = read_search(data, get_language())
    if request.method == "POST" and not has_questions(search):
        return HttpResponseRedirect(request.path + query_of(search), status=303)
    return search_page(request, search, data)


study_list.keeps = SearchForm


def has_questions(search: Search) -> bool:
    """Whether something that was typed has to be asked again."""
    return search.is_place_asked or bool(search.form.errors)


def search_page(request: HttpRequest, search: Search, data: QueryDict) -> HttpResponse:
    """Return the page of a search; nobody keeps what may tell who searches."""
    today = timezone.localdate()
    found = find_studies(search, data.get("page"), today)
    context = search_context(search, found, today)
    response = render(request, "trials/listing/study_list.html", context)
    if request.method == "POST" or not is_anybodys(search, data):
        add_never_cache_headers(response)
    return response


def is_anybodys(search: Search, data: QueryDict) -> bool:
    """Whether an address tells nothing but what many people look for."""
    typed = " ".join(filter(None, (data.get("condition"), data.get("q"))))
    is_plain = not (search.is_private or has_questions(search))
    return is_plain and is_own_address(search, typed)
