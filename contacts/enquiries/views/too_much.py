"""Messages past an allowance are held back, with all their words."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from contacts.allowances import COPIES_TO_ONE_ADDRESS, MESSAGES, one_mailbox
from contacts.enquiries.actions.sending import is_sent
from contacts.enquiries.forms.message import MessageForm
from contacts.enquiries.models.states import EMERGENCIES
from contacts.enquiries.urgency import classify
from contacts.proofs.actions import free_tickets, is_past
from contacts.proofs.forms import UnbuiltForm
from contacts.proofs.views import (
    TOO_MANY_COPIES,
    hold_back,
    hold_unbuilt,
    is_unproven,
    show_held,
)
from contacts.ratelimits import Ticket, take_ticket
from contacts.telephones import telephones
from portal.lib.visitor import network
from trials.models import Study


def hold_flood(request: HttpRequest, registry_id: str) -> HttpResponse | None:
    """Answer what a program pours in, before study and form are looked at.

    Whoever tells of an emergency is told first where help is, and a form that was
    accepted before leads to its receipt: both go the usual way.
    """
    if not is_past(MESSAGES, network(request), timezone.now()):
        return None
    form = UnbuiltForm(request.POST, kind=MessageForm, about=registry_id)
    if not is_unproven(form) or goes_on(request.POST):
        return None
    return hold_unbuilt(request, form)


def goes_on(posted: QueryDict) -> bool:
    """Whether a form past an allowance has to be looked at all the same."""
    is_sending = "clear_answers" not in posted
    is_calm = classify(posted.get("message", "")) not in EMERGENCIES
    return not is_sending or not is_calm or was_sent(posted.get("key", ""))


def was_sent(key: str) -> bool:
    """Whether a form came with the key of one that was accepted before."""
    try:
        return is_sent(UUID(key))
    except ValueError:
        return False


def tickets_of(request: HttpRequest, form: MessageForm) -> list[Ticket]:
    """Return what a clean form takes of the allowances, when it is written."""
    email = form.cleaned_data["email"]
    copies = [Ticket(COPIES_TO_ONE_ADDRESS, one_mailbox(email))] if email else []
    return [*free_tickets(MESSAGES, network(request)), *copies]


def too_much(
    request: HttpRequest, study: Study, form: MessageForm
) -> HttpResponse | None:
    """Answer where so many messages come from here, or copies go there, that one waits.

    Each looks and takes by itself: for who shows a proof, or has no free try left.
    Without the second the copy to the sender would be a way to write to strangers.
    A form that was accepted before makes nothing new, so it is never refused.
    """
    if is_sent(form.idempotency_key()):
        return None
    site = form.cleaned_site()
    if held := hold_back(request, form, MESSAGES, study, site):
        return held
    email, now = form.cleaned_data["email"], timezone.now()
    if not email or take_ticket(COPIES_TO_ONE_ADDRESS, one_mailbox(email), now=now):
        return None
    return show_held(request, form, TOO_MANY_COPIES, telephones(study, site))
