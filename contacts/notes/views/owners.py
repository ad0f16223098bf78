"""Who owns notes: whoever's browser holds the secret in its cookie.

A second cookie says only that there are notes, so that the page's script need not ask
for them in vain: the first cannot be read by scripts, and a mark in the browser's own
storage would not be set where notes are written without scripts.
"""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from contacts.models import Notebook
from contacts.notes.actions.notebooks import Owner, use_notebook
from contacts.notes.models import KEPT
from portal.lib.secret_pages import keep_secret
from portal.lib.tokens import token_hash

COOKIE = f"{settings.COOKIE_BEGINS}notes" if settings.HTTPS else "notes"
MARK = "notes-here"
SECRET = re.compile("[0-9a-f]{64}")


def read_owner(request: HttpRequest) -> Owner | None:
    """Return the notebook that the cookie opens; None where there is none."""
    return find_owner(request.COOKIES.get(COOKIE, ""))


def find_owner(secret: str) -> Owner | None:
    if not SECRET.fullmatch(secret):
        return None
    notebook = Notebook.objects.filter(token_hash=token_hash(secret)).first()
    return Owner(notebook, secret) if notebook else None


def use_owner(request: HttpRequest) -> Owner | None:
    """Return the notebook that the cookie opens, with its time begun again."""
    owner = read_owner(request)
    if owner:
        use_notebook(notebook=owner.notebook, now=timezone.now())
    return owner


def keep_owner(response: HttpResponse, owner: Owner | None) -> HttpResponse:
    """Let the browser keep the secret, if any, for as long as the notes are kept."""
    if owner is None:
        return response
    options = {
        "max_age": int(KEPT.total_seconds()),
        "path": settings.BASE_PATH,
        "secure": settings.HTTPS,
        "samesite": "Lax",
    }
    response.set_cookie(COOKIE, owner.secret, httponly=True, **options)
    response.set_cookie(MARK, "1", **options)
    return response


def forget_owner(response: HttpResponse) -> HttpResponse:
    """Remove both cookies."""
    for name in (COOKIE, MARK):
        response.delete_cookie(name, path=settings.BASE_PATH, samesite="Lax")
        response.cookies[name]["secure"] = settings.HTTPS
    return response


def privately(response: HttpResponse, referrer: str = "same-origin") -> HttpResponse:
    """Let nobody keep, list or pass on a private page."""
    return keep_secret(response, referrer)
