"""Messages past an allowance are held back, with all their words."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from contacts.allowances import COPIES_TO_ONE_ADDRESS, MESSAGES, one_mailbox
from contacts.enquiries.actions.sending import is_sent
from contacts.enquiries.forms.message import MessageForm
from contacts.enquiries.models.states import EMERGENCIES
from contacts.enquiries.urgency import classify
from contacts.proofs.views import (
    TOO_MANY_COPIES,
    hold_back,
    hold_unbuilt,
    show_held,
)
from contacts.ratelimits import take_ticket
from contacts.telephones import telephones
from trials.models import Study


def hold_flood(request: HttpRequest, study: Study) -> HttpResponse | None:
    """Answer what a program pours in, before the form is built.

    Whoever tells of an emergency is told first where help is, and a form that was
    accepted before leads to its receipt: both go the usual way.
    """
    if classify(request.POST.get("message", "")) in EMERGENCIES:
        return None
    held = hold_unbuilt(request, MessageForm, MESSAGES, study)
    return None if held and was_sent(request.POST.get("key", "")) else held


def was_sent(key: str) -> bool:
    """Whether a form came with the key of one that was accepted before."""
    try:
        return is_sent(UUID(key))
    except ValueError:
        return False


def too_much(
    request: HttpRequest, study: Study, form: MessageForm
) -> HttpResponse | None:
    """Answer where so many messages come from here, or copies go there, that one waits.

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
