"""SMTP for mail services that take no password: a token, fetched when one is needed."""

import smtplib
from threading import Lock
from time import monotonic

import requests
from django.conf import settings

from contacts.mail.smtp import SmtpBackend

SECONDS = 10
# A token that ends within so many seconds is not used any more.
SPARE = 60


class TokenError(ConnectionError):
    """No token, or one that the mail server refuses: later, and no mail is given up."""


class Tokens:
    """The token of this process, for all its threads."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.forget()

    def current(self) -> str:
        """Return a token that is still good, fetching one where there is none."""
        with self.lock:
            if monotonic() >= self.ends:
                said = fetched_token()
                self.token = said["access_token"]
                self.ends = monotonic() + int(said.get("expires_in", 0)) - SPARE
            return self.token

    def forget(self) -> None:
        """Fetch another one next time."""
        self.token, self.ends = "", 0.0


tokens = Tokens()


def fetched_token() -> dict[str, str]:
    """Ask EMAIL_OAUTH_TOKEN_URL; its words stay there, since they may hold names."""
    try:
        answer = requests.post(
            settings.EMAIL_OAUTH_TOKEN_URL,
            data=settings.EMAIL_OAUTH_ASKED,
            timeout=SECONDS,
            allow_redirects=False,
        )
        said: dict[str, str] = answer.json() if answer.status_code == 200 else {}
    except (requests.RequestException, ValueError) as error:
        raise TokenError(type(error).__name__) from None
    if not said.get("access_token"):
        raise TokenError(f"HTTP {answer.status_code}")
    return said


class OAuthSmtpBackend(SmtpBackend):
    """Signs in with XOAUTH2, as Exchange Online and Gmail want it."""

    def open(self) -> bool | None:
        """Open the line and sign in; Django itself does so only with a password."""
        is_new = super().open()
        if is_new:
            try:
                self.sign_in()
            except (OSError, smtplib.SMTPException):
                self.close()
                raise
        return is_new

    def sign_in(self) -> None:
        """Give the token; one that is refused is forgotten."""
        user, token = settings.EMAIL_OAUTH_USER, tokens.current()
        word = f"user={user}\x01auth=Bearer {token}\x01\x01"

        def answered(challenge: bytes | None = None) -> str:
            # A refusal comes as a question, which an empty line ends.
            return word if challenge is None else ""

        self.connection.ehlo_or_helo_if_needed()
        try:
            self.connection.auth("XOAUTH2", answered)
        except smtplib.SMTPAuthenticationError as error:
            tokens.forget()
            raise TokenError(f"SMTP {error.smtp_code}") from None
