"""System checks of the doors: names, proxies, and who may come in."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.http.request import validate_host

from portal.lib.loopback import is_loopback
from portal.lib.visitor import FORWARDING

PUBLIC = "Set PUBLIC_URL=https://trials.example.org"
LINKS_LEAD_HERE = "PUBLIC_URL leads to this machine: links in mails open for nobody."


@register()
def forwarded_header(**_: Any) -> list[CheckMessage]:
    """Only headers whose form is known say where visitors come from."""
    name = settings.FORWARDED_HEADER
    if name in FORWARDING:
        return []
    words, hint = f"FORWARDED_HEADER={name} is unknown.", f"One of {FORWARDING}."
    return [Error(words, hint=hint, id="portal.E009")]


@register(deploy=True)
def public_address(**_: Any) -> list[CheckMessage]:
    """Links in e-mails need the real address, over TLS."""
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    if is_loopback(host):
        # A rehearsal on one machine: it may start, but check --deploy says so.
        return [Warning(LINKS_LEAD_HERE, hint=PUBLIC, id="portal.W003")]
    if not settings.PUBLIC_URL.startswith("https://"):
        words = f"PUBLIC_URL is {settings.PUBLIC_URL}, not an https address."
        return [Error(words, hint=PUBLIC, id="portal.E003")]
    if not validate_host(host, settings.ALLOWED_HOSTS):
        words = f"PUBLIC_URL leads to {host}, which ALLOWED_HOSTS does not name."
        return [Error(words, hint=f"Add {host} to ALLOWED_HOSTS.", id="portal.E005")]
    return []


@register(deploy=True)
def hosts_named(**_: Any) -> list[CheckMessage]:
    """The portal answers to its own names alone."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    words, hint = "ALLOWED_HOSTS lets every name in.", "Name the portal's own hosts."
    return [Error(words, hint=hint, id="portal.E006")]


@register(deploy=True)
def staff_doors(**_: Any) -> list[CheckMessage]:
    """A password alone must not open families' messages."""
    if settings.MFA_REQUIRED:
        return []
    return [
        Error(
            "Staff can sign in with a password alone.",
            hint="Unset MFA_REQUIRED, or set it to true.",
            id="portal.E004",
        )
    ]


@register(deploy=True)
def nobody_demonstrates(**_: Any) -> list[CheckMessage]:
    """Accounts whose password stood on a terminal open no installation."""
    note = settings.DATA_DIR / "demonstration-sign-in.txt"
    if settings.DEBUG or not note.is_file():
        return []
    words = f"{settings.DATA_DIR} holds the demonstration with its sign-ins."
    hint = "Begin with an empty DATA_DIR, or delete both accounts and that file."
    return [Error(words, hint=hint, id="portal.E010")]


@register(deploy=True)
def words_approved(**_: Any) -> list[CheckMessage]:
    """An installation shows families nothing that nobody has approved."""
    if settings.DEBUG or not settings.SERVE_UNAPPROVED:
        return []
    words = "SERVE_UNAPPROVED shows families words that nobody has approved."
    return [Warning(words, hint="Take SERVE_UNAPPROVED out.", id="portal.W006")]
