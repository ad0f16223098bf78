"""The message to a study team."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.enquiries.actions.routes import promise_for
from contacts.enquiries.actions.sending import (
    Accepted,
    NoTicketError,
    is_sent,
    send_enquiry,
)
from contacts.enquiries.answering_languages import languages_of_answer
from contacts.enquiries.forms.message import MessageForm
from contacts.enquiries.helplines import helplines
from contacts.enquiries.models.states import EMERGENCIES
from contacts.enquiries.recipient_names import recipient_phrase
from contacts.enquiries.routing import Route
from contacts.enquiries.sentences.why_not_nearer import reason_not_nearer
from contacts.enquiries.standing import place_remarks, standing_of
from contacts.enquiries.views.closed import behind_legal_words
from contacts.enquiries.views.known_studies import KnownStudy, asked_anew, known_study
from contacts.enquiries.views.too_long import read_post, too_long
from contacts.enquiries.views.too_much import hold_flood, tickets_of, too_much
from contacts.enquiries.views.walked import begin_form
from contacts.ratelimits import Ticket
from contacts.telephones import reach_of_sites
from portal.pages.compiled.addresses import numbered_address
from portal.pages.reach import carry
from portal.starting.hot_pages import lend
from trials.models import Study
from trials.pages.answers import forget_walk, has_cookie

# Returns the words with which the form begins.
Noted = Callable[[HttpRequest, Study], str]


# Nothing here acts for a signed-in person, so there is nothing to forge; a token
# would need a cookie, and the form has to work where cookies are refused.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_legal_words
@asked_anew
def send_message(
    request: HttpRequest, registry_id: str, noted_questions: Noted
) -> HttpResponse:
    """Show the form, or accept a message and go on to its receipt."""
    try:
        posted = read_post(request)
    except RequestDataTooBig:
        return too_long(request, known_study(registry_id, timezone.localdate()).study)
    # A flood is refused before anything is read of the study.
    if posted is not None and (held := hold_flood(request, registry_id)):
        return held
    known = known_study(registry_id, timezone.localdate())
    if posted is not None and "clear_answers" in posted:
        return without_answers(request, known, posted)
    begun = begin_form(request, known.study, noted_questions(request, known.study))
    form = MessageForm(posted, **begun, **places(request, known))
    if not known.study.may_be_asked or posted is None:
        return show_message_form(request, known, form)
    # Help comes before what is missing.
    told = unseen_urgency(form)
    if told or not form.is_valid():
        status = 200 if form.is_valid() else 422
        return show_message_form(request, known, form, urgency=told, status=status)
    return let_in(request, known, form)


# It refuses what is too long itself, and keeps the words (see `too_long`).
send_message.limits_body = True
# What portal.keeping shows when the database is away.
send_message.keeps = MessageForm
send_message.many = frozenset({"ask"})


def let_in(request: HttpRequest, known: KnownStudy, form: MessageForm) -> HttpResponse:
    """Accept a clean form if its network, and the address, have a try left.

    Mostly they have: then the try is taken with the message, in one transaction.
    """
    if not form.given_proof:
        with suppress(NoTicketError):
            return accept_message(request, known, form, tickets_of(request, form))
    held = too_much(request, known.study, form)
    return held or accept_message(request, known, form)


def accept_message(
    request: HttpRequest,
    known: KnownStudy,
    form: MessageForm,
    tickets: Sequence[Ticket] = (),
) -> HttpResponse:
    """Take a message in, and go on to its receipt; what changed meanwhile is shown."""
    name_route(known, form)
    site = known.with_team(form.cleaned_site())
    accepted = send_enquiry(
        study=known.study,
        site=site,
        enquirer=form.enquirer(),
        text=form.cleaned_data["message"],
        key=form.idempotency_key(),
        now=timezone.now(),
        by="enquirer",
        selfcheck=form.answers_to_send(timezone.now()),
        agreed=form.agreed_words(),
        where=known.route(site),
        tickets=tickets,
        urgency=form.told_urgency,
    )
    if accepted.is_changed:
        form.renew()
        return show_message_form(request, known, form, first=accepted)
    noted = "?noted=times" if form.has_moved_words else ""
    return HttpResponseRedirect(f"{receipt(accepted)}{noted}", status=303)


def places(request: HttpRequest, known: KnownStudy) -> dict[str, Any]:
    """Return what the form has to know of the study and its sites."""
    return {
        "study": known.study,
        "recruiting": known.recruiting,
        "chosen": known.place(request.GET.get("site", "")),
        "closed": known.closed(),
        "remark": place_remarks(known.study, known.today, get_language()),
    }


def without_answers(
    request: HttpRequest, known: KnownStudy, posted: QueryDict
) -> HttpResponse:
    """Forget the self-check answers; what was typed stays in the form."""
    form = MessageForm(initial=posted.dict(), **places(request, known))
    form.is_cleared = True
    response = show_message_form(request, known, form)
    forget_walk(response, known.study.registry_id)
    add_never_cache_headers(response)
    return response


def unseen_urgency(form: MessageForm) -> str:
    """Return what a message tells of an emergency, if its writer has not been told.

    A form that was accepted before asks nothing again.
    """
    told = form.told_urgency
    if told not in EMERGENCIES or form.data.get("urgency_seen") == told:
        return ""
    is_repeated = form.is_valid() and is_sent(form.idempotency_key())
    return "" if is_repeated else told


def receipt(accepted: Accepted) -> str:
    """Return the address of the page on which the person follows their enquiry."""
    return numbered_address("contacts:enquiry_status", accepted.token)


def show_message_form(
    request: HttpRequest,
    known: KnownStudy,
    form: MessageForm,
    first: Accepted | None = None,
    urgency: str = "",
    status: int = 422,
) -> HttpResponse:
    """Show the form with all that was typed, and what is wrong with it."""
    study = known.study
    context = {
        "study": study,
        "form": form,
        "site": form.chosen,
        "first": first,
        "urgency": urgency,
        **helplines(form.nearest_country()),
        "keeps_answers": has_cookie(request) and not form.is_cleared,
        "reach": carry(study.registry_id, reach_of_sites(study)),
    }
    context |= standing_of(study, form.chosen, known.today, get_language())
    context |= name_recipient(known, form)
    form.keep_proof(timezone.now())
    response = render(
        request,
        "contacts/enquiries/send_message.html",
        context,
        status=status if form.is_bound else 200,
    )
    if form.snapshot:
        response["Referrer-Policy"] = "no-referrer"
    if form.is_bound or form.is_answered or "notes" in request.GET:
        # It holds what somebody answered or noted: no browser on this device keeps it.
        add_never_cache_headers(response)
    else:
        # Back must find the page with its key and what was typed, so no "no-store".
        patch_cache_control(response, private=True, max_age=0)
        # Where nobody is known by a cookie, only the key is a visitor's own.
        lend(request, own=str(form.initial["key"]))
    return response


def name_recipient(known: KnownStudy, form: MessageForm) -> dict[str, Any]:
    """Let page and consent name who would get the message today, if that is known."""
    where = name_route(known, form)
    if where is None:
        return {}
    passed = [(one.kind, one.why) for one in where.passed]
    place = form.chosen.name if form.chosen else ""
    return {
        "recipient": form.recipient,
        "answers_in": languages_of_answer(where),
        "day": promise_for(form.chosen, timezone.now())[0].day,
        "why_not_nearer": reason_not_nearer(where.kind, passed, place),
    }


def name_route(known: KnownStudy, form: MessageForm) -> Route | None:
    """Let the consent name who gets it today; None while a site is to be chosen."""
    if form.sites and not form.chosen:
        return None
    # The form's page asks for the team as often as a message does.
    form.chosen = known.with_team(form.chosen)
    where = known.route(form.chosen)
    form.name_recipient(recipient_phrase(where.kind, where.name))
    return where
