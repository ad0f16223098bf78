"""What a member of the staff has just done, and may take back for some seconds.

It is kept in the session: only who did it can take it back, and it holds no name.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.conversation.actions.answering import UNDO
from contacts.inbox.actions.bulk import Done, Values

OFFER = "undo_offer"


def offer_undo(request: HttpRequest, done: Done, now: datetime) -> None:
    """Remember what was done, until it can no longer be taken back."""
    many = len(done.changed)
    words = ngettext("%(many)d enquiry changed.", "%(many)d enquiries changed.", many)
    request.session[OFFER] = {
        "words": words % {"many": many} if many else "",
        "changes": done.changed,
        "left": [[one.reference, why] for one, why in done.left],
        "until": (now + UNDO).timestamp(),
    }


def say_undone(request: HttpRequest, changes: list[Values] | None, stayed: int) -> None:
    """Say on the next page what became of taking it back."""
    if changes is None:
        words = _("It was too late to take it back.")
    elif stayed:
        words = _("Something has happened meanwhile; %(many)d stay as they are.")
    else:
        words = _("Taken back. All stands as before.")
    words %= {"many": stayed}
    request.session[OFFER] = {"words": words, "changes": [], "left": [], "until": 0}


def show_offer(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """Return what a page says of the last deed; what was left alone it says once."""
    offer = request.session.get(OFFER)
    if offer is None:
        return {}
    seconds = int(offer["until"] - now.timestamp()) if offer["changes"] else 0
    if seconds > 0:
        request.session[OFFER] = {**offer, "left": []}
    else:
        del request.session[OFFER]
    return {"words": offer["words"], "left": offer["left"], "seconds": max(0, seconds)}


def take_offer(request: HttpRequest, now: datetime) -> list[Values] | None:
    """Return what is to be taken back; None when it is too late."""
    offer = request.session.pop(OFFER, None)
    if offer is None or now.timestamp() > offer["until"]:
        return None
    return list(offer["changes"])
