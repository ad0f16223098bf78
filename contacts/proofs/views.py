"""What a form says past an allowance, and what lets people through."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.allowances import Gate
from contacts.proofs.actions import Entry, admit
from contacts.proofs.drawing import draw_held
from contacts.proofs.forms import ProofForm, UnbuiltForm
from contacts.proofs.judging import Verdict
from contacts.telephones import Telephone, telephones, telephones_posted
from portal.lib.secret_pages import keep_secret
from portal.lib.visitor import network
from portal.pages.kept import kept_fields
from trials.models import Study, StudySite

WORDS = {
    Entry.ASKED: _(
        "Many messages came from your network in a short time, so one more step is "
        "needed. It stands beside the button. Nothing was sent yet, and what you typed "
        "stays in this form."
    ),
    Entry.EARLY: _(
        "The minute is not over yet. Please wait a little, then press the button again."
    ),
    Entry.FULL: _(
        "So many messages came in a short time that we cannot take this one now. "
        "Please call, or try again in an hour. What you typed stays in this form."
    ),
}
TOO_MANY_COPIES = _(
    "Many messages were sent with this e-mail address today, so this one has to wait. "
    "Please call, or try again tomorrow. What you typed stays in this form."
)


def hold_back(
    request: HttpRequest,
    form: ProofForm,
    gate: Gate,
    study: Study | None = None,
    site: StudySite | None = None,
) -> HttpResponse | None:
    """Answer a clean form past an allowance; None lets it through."""
    now = timezone.now()
    entry = admit(
        gate,
        visitor=network(request),
        proof=form.given_proof,
        purpose=form.purpose,
        now=now,
    )
    if entry is Entry.OPEN:
        return None
    form.ask_proof(entry, now)
    return show_held(request, form, WORDS[entry], telephones(study, site))


def is_unproven(form: UnbuiltForm) -> bool:
    """Whether a form shows no proof that is good, or soon will be."""
    return form.judged(timezone.now()) not in {Verdict.GOOD, Verdict.EARLY}


def hold_unbuilt(request: HttpRequest, form: UnbuiltForm) -> HttpResponse:
    """Answer a form that is not worth building.

    A flood meets this. What is wrong in a form is said when its proof is there.
    """
    form.ask_proof(Entry.ASKED, timezone.now())
    numbers = telephones_posted(form.about, form.data.get("site", ""))
    return show_held(request, form, WORDS[Entry.ASKED], numbers)


def show_held(
    request: HttpRequest, form: ProofForm, why: str | Promise, numbers: list[Telephone]
) -> HttpResponse:
    """Show all that was typed, whom to call, and what lets it through.

    Not the form itself: a program that is refused a thousand times must not cost more
    than the people whom it keeps waiting.
    """
    context = {"form": form, "why": why, "telephones": numbers}
    context |= {"address": request.get_full_path(), **kept_fields(request, "proof")}
    return keep_secret(HttpResponse(draw_held(request, context), status=429))
