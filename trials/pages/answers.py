"""Where answers live while somebody walks: one encrypted cookie, and nowhere else."""

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.lib.crypto import decrypt, encrypt

COOKIE = "selfcheck"
# Forgotten after half an hour without a new answer, or with the browser's window.
SECONDS = 30 * 60


@dataclass
class Walk:
    """What has been answered so far, for one version of a self-check."""

    version: str
    answers: dict[str, Any] = field(default_factory=dict)


def read_walk(request: HttpRequest) -> Walk | None:
    """Return the walk of the cookie; None where there is none, or an old one."""
    token = request.COOKIES.get(COOKIE, "")
    try:
        packed = b64decode(decrypt(token, SECONDS))
        data = json.loads(zlib.decompress(packed))
        return Walk(data["version"], data["answers"])
    except (InvalidToken, ValueError, KeyError, TypeError, zlib.error):
        return None


def keep_walk(response: HttpResponse, path: str, walk: Walk) -> None:
    """Put the walk into the cookie of this study's pages."""
    packed = zlib.compress(json.dumps(vars(walk), separators=(",", ":")).encode(), 9)
    response.set_cookie(
        COOKIE,
        encrypt(b64encode(packed).decode()),
        path=path,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )


def forget_walk(response: HttpResponse, path: str) -> None:
    """Remove the cookie."""
    response.delete_cookie(COOKIE, path=path, samesite="Strict")
