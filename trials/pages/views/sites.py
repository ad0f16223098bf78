"""Where a study recruits: the nearest sites, and a picture of all."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from trials.models import Study
from trials.pages.cache import public_page, shared_page
from trials.pages.sites.lookup import look_up
from trials.pages.sites.nearest import nearest_context
from trials.pages.sites.picture import study_map_svg
from trials.search.forms.places import KnownPlace, PlaceForm, begun_with


# Nothing here acts for a signed-in person, so there is nothing to forge; a token
# would need the cookie that public pages do not set.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@shared_page
def study_sites(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Find the sites nearest to a place.

    A place beside a diagnosis is health data: it comes by POST and goes on in the
    address only as an encrypted, short-lived word.
    """
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    today, near = timezone.localdate(), request.GET.get("near", "")
    place = KnownPlace.from_token(near) if near else None
    typed = request.POST if request.method == "POST" else None
    form = PlaceForm(typed, initial=begun_with(study, place))
    found = look_up(form, study, today) if form.is_bound else None
    if found and found.place:
        return HttpResponseRedirect(f"{request.path}?near={found.place.token}#nearest")
    context = nearest_context(study, place, today, get_language())
    context |= {
        "form": form,
        "found": found,
        "is_asked": bool(near) or form.is_bound,
        "is_place_old": bool(near and not place),
    }
    response = render(request, "trials/pages/sites/study_sites.html", context)
    if near or form.is_bound:
        add_never_cache_headers(response)
    return response


@require_safe
@public_page
def study_map(request: HttpRequest, registry_id: str) -> HttpResponse:
    """A picture of the study's sites on a map, as SVG."""
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    svg = study_map_svg(study, study.judged(timezone.localdate()).tone)
    return HttpResponse(svg, content_type="image/svg+xml")
