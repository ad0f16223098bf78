"""EMAIL_URL, read without guessing: three schemes, and a cure for all else."""

from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Scheme → the usual port, STARTTLS, TLS from the start.
SCHEMES = {
    "smtp": (25, False, False),
    "smtp+tls": (587, True, False),
    "smtp+ssl": (465, False, True),
}
CURE = (
    "Write smtp+tls://user:password@host:587 (STARTTLS), "
    "smtp+ssl://user:password@host:465 (TLS from the start) or smtp://host:25 (no "
    "TLS); in user and password write @ as %40, : as %3A, / as %2F, % as %25."
)


@dataclass(frozen=True)
class MailServer:
    """Where mail goes, and how it is kept secret on the way."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    has_starttls: bool = False
    has_tls: bool = False

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way can read."""
        return self.has_starttls or self.has_tls


def taken_apart(text: str) -> tuple[SplitResult, int | None]:
    """Return the URL's parts and its port, which is read only when asked for."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise refusal("has a host or port that cannot be read") from None
    return parts, port


def read_mail_url(text: str) -> MailServer:
    """Return what EMAIL_URL says, or stop; the text may hold a password: never said."""
    parts, port = taken_apart(text)
    refuse_strange(parts)
    usual, has_starttls, has_tls = SCHEMES[parts.scheme]
    return MailServer(
        host=parts.hostname or "",
        port=port or usual,
        user=decoded(parts.username),
        password=decoded(parts.password),
        has_starttls=has_starttls,
        has_tls=has_tls,
    )


def decoded(text: str | None) -> str:
    """Return what percent signs stand for; never half of it."""
    try:
        return unquote(text or "", errors="strict")
    except UnicodeDecodeError:
        raise refusal("has a percent sign that stands for nothing") from None


def refuse_strange(parts: SplitResult) -> None:
    """Stop at what the portal would have to guess about."""
    if parts.scheme not in SCHEMES:
        raise refusal(f"begins with {parts.scheme or 'no scheme'}://, unknown here")
    if not parts.hostname:
        raise refusal("names no host")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise refusal("goes on after host and port")
    if bool(parts.username) != bool(parts.password):
        raise refusal("has a user without password, or a password without user")


def refusal(what: str) -> ImproperlyConfigured:
    """Return the error with its cure."""
    return ImproperlyConfigured(f"EMAIL_URL {what}. {CURE}")
