"""Sessions of the staff: who reads their table can neither use nor read one.

The table holds the key of each session, and allauth's list of them once more. So the
cookie carries a proof beside the key, made with SECRET_KEY: a new one ends sessions.
What a session remembers, such as the word of a link for a new password, is encrypted.
"""

from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from portal.lib.crypto import decrypt, encrypt


def signer() -> Signer:
    """Return what makes and checks the proofs."""
    return Signer(salt="portal.sessions")


def proven_key(cookie: str) -> str | None:
    """Return the key of a session from its cookie; None without the right proof."""
    try:
        return signer().unsign(cookie)
    except BadSignature:
        return None


class SessionStore(DatabaseStore):
    """Django's table of sessions, its contents encrypted."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return what the table holds."""
        return encrypt(super().encode(session_dict))

    def decode(self, session_data: str) -> dict[str, Any]:
        """Return what a session remembers; nothing where no key reads it."""
        try:
            return super().decode(decrypt(session_data))
        except InvalidToken:
            return {}


class ProvenSessions(SessionMiddleware):
    """Django's sessions, opened by a cookie with a proof."""

    def process_request(self, request: HttpRequest) -> None:
        """Open the session of a cookie whose proof is right."""
        cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        request.session = self.SessionStore(proven_key(cookie))

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """Add the proof to the cookie that goes out, if any."""
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and cookie.value:
            # The cookie's other attributes stay.
            response.cookies[cookie.key] = signer().sign(cookie.value)
        return response
