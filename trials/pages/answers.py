"""Where answers live while somebody walks: one encrypted cookie, and nowhere else."""

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override

from portal.hospital.says import interface_languages
from portal.lib.crypto import decrypt, encrypt

COOKIE = "selfcheck"
# Forgotten after half an hour without a new answer, or with the browser's window.
SECONDS = 30 * 60


@dataclass
class Walk:
    """What has been answered so far, for one version of a self-check."""

    version: str
    answers: dict[str, Any] = field(default_factory=dict)
    # Its result stands in the month's number: going back and on counts once.
    is_counted: bool = False


def cookie_name(language: str | None = None) -> str:
    """Return the cookie's name; one of each language, so that all can be removed.

    The addresses of a language have a path of their own, and a browser removes a
    cookie only by its path; one answer can name each cookie only once.
    """
    language = language or get_language()
    return COOKIE if language == settings.LANGUAGE_CODE else f"{COOKIE}-{language}"


def cookie_path(registry_id: str) -> str:
    """Return the path of the cookie: this study's pages in this language.

    It covers the message page, where the answers may be sent along.
    """
    return reverse("trials:study_detail", args=[registry_id])


def has_cookie(request: HttpRequest) -> bool:
    """Whether the browser brought a cookie, be it readable or not."""
    return cookie_name() in request.COOKIES


def read_walk(request: HttpRequest) -> Walk | None:
    """Return the walk of the cookie; None where there is none, or an old one."""
    token = request.COOKIES.get(cookie_name(), "")
    try:
        packed = b64decode(decrypt(token, SECONDS))
        data = json.loads(zlib.decompress(packed))
        return Walk(data["version"], data["answers"], data.get("is_counted", False))
    except (InvalidToken, ValueError, KeyError, TypeError, zlib.error):
        return None


def keep_walk(response: HttpResponse, registry_id: str, walk: Walk) -> None:
    """Put the walk into the cookie of this study's pages."""
    packed = zlib.compress(json.dumps(vars(walk), separators=(",", ":")).encode(), 9)
    response.set_cookie(
        cookie_name(),
        encrypt(b64encode(packed).decode()),
        path=cookie_path(registry_id),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )


def forget_walk(response: HttpResponse, registry_id: str) -> None:
    """Remove the cookies of all languages."""
    for language, _name in interface_languages():
        with override(language):
            path = cookie_path(registry_id)
        response.delete_cookie(cookie_name(language), path=path, samesite="Strict")
