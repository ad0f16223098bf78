"""What alert mails have in common, rendered once; the rest fills its gaps.

A mail is a frame with trials in it. A frame is the same for a language, a trial in
words for all who hear of it there for the same reason; the places that are named, and
what is a person's own (links, what was asked for), are put in between.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils import translation

from contacts.alerts.sentences.places import NearSite
from contacts.alerts.sentences.trials import AlertEntry
from contacts.mail.rendering import INDENT, absolute, render
from contacts.mail.shared.fillings import SharedForm
from contacts.mail.shared.forms import Form, in_address
from portal.hospital.says import portal_name
from portal.pages.languages import in_own_digits

# The gaps. Two are where a link has its secret word.
TRIALS, CONDITIONS, BECAUSE = "\ue001", "\ue002", "\ue003"
MANAGE, UNSUBSCRIBE, PLACES = "\ue004", "\ue005", "\ue006"
# … and what a subscription calls it.
WORD_OF = {MANAGE: "manage", UNSUBSCRIBE: "unsubscribe"}


@dataclass(frozen=True)
class MailFrame:
    """Everything of a mail but what is a person's own."""

    subject: str
    form: SharedForm


def public_place() -> str:
    """Return what all addresses begin with: where it changes, shared words do.

    With it goes in which languages numbers have digits of their own.
    """
    return f"{settings.PUBLIC_URL} {get_script_prefix()} {settings.NATIVE_DIGITS}"


@lru_cache(maxsize=200)
def shared_link(view: str, language: str, gap: str, _place: str) -> Form:
    """Return a page's address with a gap for the secret word."""
    return Form(absolute(view, language, in_address(gap)))


def stop_header(address: str) -> dict[str, str]:
    """Return the header fields for a mail program's own button (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@lru_cache(maxsize=200)
def shared_frame(language: str, more: int, _name: str, _place: str) -> MailFrame:
    """Return the frame of mails that leave `more` trials to the person's page.

    The name of the portal and its address stand in it: others make another frame.
    """
    stop = absolute("contacts:unsubscribe", language, in_address(UNSUBSCRIBE))
    said = render(
        "alerts",
        language,
        trials=TRIALS,
        more=more,
        conditions=CONDITIONS,
        manage_url=absolute(
            "contacts:manage_subscription", language, in_address(MANAGE)
        ),
        unsubscribe_url=stop,
    )
    head = json.dumps(stop_header(stop))
    return MailFrame(said.subject, SharedForm(said.text, said.html, head))


def frame_now(language: str, more: int) -> MailFrame:
    """Return the frame of mails as the portal is called at this moment."""
    with translation.override(language):
        return shared_frame(language, more, portal_name(), public_place())


def trial_form(entry: AlertEntry) -> SharedForm:
    """Return one trial as it stands in a mail, in the active language.

    Which wish it meets and where it is are gaps.
    """
    values = {"entry": replace(entry, because=BECAUSE, sites=()), "places": PLACES}
    return rendered_form("_trial", values)


def places_form(sites: Collection[NearSite], *, is_own: bool) -> SharedForm:
    """Return the places of a trial; some are a person's own, by how far they are."""
    return rendered_form("_places", {"sites": sites}, is_own=is_own)


def rendered_form(
    name: str, values: dict[str, Any], *, is_own: bool = False
) -> SharedForm:
    """Render a part of the mail in both ways."""
    html = INDENT.sub("\n", render_to_string(f"emails/alerts/{name}.html", values))
    text = render_to_string(f"emails/alerts/{name}.txt", values)
    return SharedForm(in_own_digits(text), f"{html.strip()}\n", is_own=is_own)
