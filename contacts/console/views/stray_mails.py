"""E-mails that stand in no conversation: the desk reads, places or deletes them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contacts.conversation.actions.letters import deleting
from contacts.conversation.actions.letters.accepting import accept_inbound
from contacts.conversation.actions.lost_mails.tellings import see_to_trouble
from contacts.models import InboundEmail, Trouble
from contacts.teams.views.staff_pages import actor, desk_page

# A month of them fits; whoever has more deletes some first.
SHOWN = 100


@require_safe
@desk_page
def aside_mails(request: HttpRequest) -> HttpResponse:
    """List them, the newest first."""
    return show_stray_mails(request)


def show_stray_mails(
    request: HttpRequest, *, status: int = 200, **more: object
) -> HttpResponse:
    aside = InboundEmail.objects.aside().select_related("enquiry")
    context = {
        "mails": aside.order_by("-came_at", "-pk")[:SHOWN],
        "troubles": Trouble.objects.in_console()[:SHOWN],
        **more,
    }
    template = "contacts/console/aside_mails.html"
    return render(request, template, context, status=status)


def aside_mail(number: int) -> InboundEmail:
    """Return one of them, or 404."""
    return get_object_or_404(InboundEmail.objects.aside(), pk=number)


@require_POST
@desk_page
def place_mail(request: HttpRequest, number: int) -> HttpResponse:
    """Put a mail into its conversation after all."""
    mail = aside_mail(number)
    now, by = timezone.now(), actor(request)
    if not accept_inbound(mail=mail, now=now, by=by):
        return show_stray_mails(request, is_unplaced=True, status=409)
    return redirect("contacts:enquiry_detail", mail.enquiry.reference)


@require_POST
@desk_page
def delete_mail(request: HttpRequest, number: int) -> HttpResponse:
    """Delete a mail that nobody needs."""
    deleting.delete_inbound(
        mail=aside_mail(number), now=timezone.now(), by=actor(request)
    )
    return redirect("contacts:aside_mails")


@require_POST
@desk_page
def see_to_lost_mail(request: HttpRequest, number: int) -> HttpResponse:
    """Note that the desk has seen to an e-mail that did not arrive."""
    line = get_object_or_404(Trouble.objects.in_console(), pk=number)
    see_to_trouble(line=line, now=timezone.now(), by=actor(request))
    return redirect("contacts:aside_mails")
