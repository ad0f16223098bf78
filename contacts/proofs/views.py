"""What a form says past an allowance, and what lets people through."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.allowances import Gate
from contacts.proofs.actions import Entry, admit
from contacts.proofs.forms import ProofForm
from portal.lib.visitor import network

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


def is_stopped(request: HttpRequest, form: ProofForm, gate: Gate) -> bool:
    """Whether a clean form has to wait; it then says why and asks for a proof."""
    now = timezone.now()
    entry = admit(
        gate,
        visitor=network(request),
        proof=form.given_proof,
        purpose=form.purpose,
        now=now,
    )
    if entry is Entry.OPEN:
        return False
    form.add_error(None, WORDS[entry])
    form.ask_proof(entry, now)
    return True
