"""Names of conditions: while somebody types, and as a list. Public words only."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from contacts.alerts.views.pages import show_alerts
from trials.conditions import spoken_like
from trials.models import StudyCondition

SUGGESTED = 8


@require_safe
def condition_names(request: HttpRequest) -> JsonResponse:
    """Suggest names while somebody types; public words only."""
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:100]
    known = StudyCondition.objects.names(text, SUGGESTED) if len(text) > 1 else []
    spoken = spoken_like(text, SUGGESTED // 2)
    # One name however it is written, as the records write it.
    names = {name.casefold(): name for name in [*spoken, *known]}
    response = JsonResponse({"names": list(names.values())[:SUGGESTED]})
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def condition_list(request: HttpRequest) -> HttpResponse:
    """Offer every condition of the trials here, for those who do not type."""
    names = StudyCondition.objects.shown(get_language())
    return show_alerts(request, "condition_list", {"names": names})
