"""What another system was told: the desk sees it, and lets it go again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contacts.mail.hooks.delivering import repeat_call
from contacts.models import HookCall
from contacts.teams.views.staff_pages import actor, desk_page

SHOWN = 100


@require_safe
@desk_page
def hook_calls(request: HttpRequest) -> HttpResponse:
    """List calls, the newest first, and whether they arrived."""
    context = {
        "calls": HookCall.objects.order_by("-pk")[:SHOWN],
        "has_hook": bool(settings.HOOK_URL),
    }
    return render(request, "contacts/console/hook_calls.html", context)


@require_POST
@desk_page
def call_again(request: HttpRequest, number: int) -> HttpResponse:
    """Let one go once more; one that is on its way goes by itself."""
    call = get_object_or_404(HookCall, pk=number)
    repeat_call(call=call, now=timezone.now(), by=actor(request))
    return redirect("contacts:hook_calls")
