"""The desk's list of corrections."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contacts.teams.views.staff_pages import actor, desk_page
from contacts.upkeep.actions.correcting import handle_correction
from contacts.upkeep.models.corrections import Correction, CorrectionState

SHOWN = 100


@require_safe
@desk_page
def correction_list(request: HttpRequest) -> HttpResponse:
    """List what readers told us: what waits first, the newest first."""
    rows = Correction.objects.select_related("study")
    waiting = list(rows.waiting()[:SHOWN])
    settled = list(rows.exclude(pk__in=rows.waiting().values("pk"))[:SHOWN])
    context = {
        "waiting": waiting,
        "settled": settled,
        "states": CorrectionState.choices[1:],
    }
    return render(request, "contacts/upkeep/correction_list.html", context)


@require_POST
@desk_page
def settle_correction(request: HttpRequest, number: int) -> HttpResponse:
    """Say what became of one."""
    correction = get_object_or_404(Correction, pk=number)
    state = request.POST.get("state", "")
    if state not in CorrectionState.values:
        raise Http404
    handle_correction(
        correction=correction,
        state=CorrectionState(state),
        now=timezone.now(),
        by=actor(request),
    )
    return redirect("contacts:correction_list")
