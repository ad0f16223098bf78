"""What the first message of a process would wait for is done before it serves.

Addresses, templates, holidays, countries, the words of urgency: the first person paid
for all of it with seconds. Nothing is written here and nobody is written to.
"""

import gc
import logging
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import connections
from django.urls import get_script_prefix, reverse
from django.utils import timezone, translation

from contacts.enquiries.actions.accepting import new_enquiry
from contacts.enquiries.actions.routes import find_route
from contacts.enquiries.actions.sending import prepare_mails
from contacts.enquiries.consent.words import consent_sentence, explain_consent
from contacts.enquiries.forms.message import MessageForm
from contacts.enquiries.models.states import AgeGroup, Relationship
from portal.hospital.says import interface_languages
from trials.models import Study

log = logging.getLogger(__name__)

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]
NOBODY = {
    "relationship": Relationship.MYSELF,
    "age_group": AgeGroup.ADULT,
    "first_name": "Nobody",
    "email": "nobody@portal.invalid",
    "phone": "+49 30 901820",
    "consent_transfer": "on",
    "consent": "on",
}


def warm(application: Application) -> None:
    """Do once what every process does once, in each language of the hospital.

    It may fail, as where the database is away: then the first visitor waits, as ever.
    """
    try:
        go_through(application)
    except Exception:
        log.exception("the process could not be warmed")
    # The threads that answer have lines of their own.
    connections.close_all()
    # What stays for good need not be looked through at every collection.
    gc.collect()
    gc.freeze()


def go_through(application: Application) -> None:
    """Show the form, and prepare a message that is never written."""
    study = Study.objects.published().open().first()
    for language, _name in interface_languages():
        with translation.override(language):
            show(application, study)
            prepare_message(study)


def show(application: Application, study: Study | None) -> None:
    """Ask for the form, or for the first page where there is no study yet."""
    form = study and reverse("contacts:send_message", args=[study.registry_id])
    path, place = form or reverse("home"), urlsplit(settings.PUBLIC_URL)
    asked = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.removeprefix(get_script_prefix().rstrip("/")),
        "HTTP_HOST": place.netloc,
        "SERVER_NAME": place.hostname or "",
        "SERVER_PORT": str(place.port or 443),
        "wsgi.url_scheme": place.scheme,
        "wsgi.input": BytesIO(),
    }
    answer = application(asked, lambda *_status_and_headers: None)
    # One that is kept for others is closed already.
    getattr(answer, "close", lambda: None)()


def prepare_message(study: Study | None) -> None:
    """Go the way of a message as far as it writes nothing."""
    if study is None:
        return
    site, now = study.sites.recruiting().first(), timezone.now()
    said = {**NOBODY, "message": sample(), "site": site.key if site else ""}
    form = MessageForm(said, study=study, chosen=site)
    if not form.is_valid():
        return
    text, where = form.cleaned_data["message"], find_route(study, site, now.date())
    enquiry = new_enquiry(study, site, form.enquirer(), uuid4(), "", now, where)
    prepare_mails(enquiry, text, where, now, form.told_urgency)


def sample() -> str:
    """Return prose of the page's language: the words that stand at the button."""
    explained = explain_consent(consent_sentence("somebody"), None)
    return "\n".join(one.answer for one in explained)
