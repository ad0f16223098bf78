"""Names while somebody types, and the map of what was found. Public words only."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from trials.listing.names import names_like, places_like
from trials.models import Study, StudySite
from trials.pages.sites.picture import found_map_svg
from trials.search.finding import PER_PAGE

KEEP = "public, max-age=3600"
LONGEST = 60


def typed_text(request: HttpRequest) -> str:
    return " ".join(request.GET.get("text", "").split())[:LONGEST]


def names_answer(names: list[dict[str, str]]) -> JsonResponse:
    """Return names as every cache may keep them."""
    response = JsonResponse({"names": names})
    response["Cache-Control"] = KEEP
    return response


@require_safe
def suggest_names(request: HttpRequest) -> JsonResponse:
    """Suggest conditions, drugs, sponsors and towns, or those of one `kind`."""
    kind = request.GET.get("kind", "")
    return names_answer(names_like(typed_text(request), get_language(), kind))


@require_safe
def suggest_places(request: HttpRequest) -> JsonResponse:
    """Suggest towns, each with its state and country."""
    country = request.GET.get("country", "")[:2]
    path = settings.GAZETTEER_PATH
    return names_answer(places_like(typed_text(request), country, get_language(), path))


@require_safe
def found_map(request: HttpRequest) -> HttpResponse:
    """Draw where the trials of one page of a search take place."""
    ids = request.GET.get("ids", "").split()[:PER_PAGE]
    studies = Study.objects.published().filter(registry_id__in=ids)
    sites = StudySite.objects.listed().filter(study__in=studies, latitude__isnull=False)
    response = HttpResponse(found_map_svg(sites), content_type="image/svg+xml")
    response["Cache-Control"] = KEEP
    return response
