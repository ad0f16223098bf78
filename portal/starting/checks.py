"""System checks: a misconfigured installation says so at start, with the cure."""

import ssl
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.http.request import validate_host

from portal.lib.loopback import is_loopback
from portal.lib.visitor import FORWARDING

PUBLIC = "Set PUBLIC_URL=https://trials.example.org"
LINKS_LEAD_HERE = "PUBLIC_URL leads to this machine: links in mails open for nobody."


@register()
def field_keys(**_: Any) -> list[CheckMessage]:
    """Each of FIELD_KEYS must be a Fernet key."""
    try:
        for key in settings.FIELD_KEYS:
            Fernet(key)
    except ValueError:
        return [
            Error(
                "FIELD_KEYS holds something that is no Fernet key.",
                hint="Make one with: python -c 'from cryptography.fernet import "
                "Fernet; print(Fernet.generate_key().decode())'",
                id="portal.E001",
            )
        ]
    return []


@register()
def gazetteer(**_: Any) -> list[CheckMessage]:
    """Towns and postcodes are found only where the gazetteer was built."""
    if settings.GAZETTEER_PATH.is_file():
        return []
    return [
        Warning(
            f"There is no gazetteer at {settings.GAZETTEER_PATH}.",
            hint="script/setup builds it; until then no town is found.",
            id="portal.W001",
        )
    ]


@register()
def mail_authority(**_: Any) -> list[CheckMessage]:
    """A certificate authority of one's own must be there to be trusted."""
    file = settings.EMAIL_CA_FILE
    try:
        if file:
            ssl.create_default_context(cafile=file)
    except OSError:
        words = f"EMAIL_CA_FILE={file} holds no certificate that can be read."
        return [Error(words, hint="Name a PEM file, or unset it.", id="portal.E008")]
    return []


@register()
def forwarded_header(**_: Any) -> list[CheckMessage]:
    """Only headers whose form is known say where visitors come from."""
    name = settings.FORWARDED_HEADER
    if name in FORWARDING:
        return []
    words, hint = f"FORWARDED_HEADER={name} is unknown.", f"One of {FORWARDING}."
    return [Error(words, hint=hint, id="portal.E009")]


@register(deploy=True)
def mail_leaves(**_: Any) -> list[CheckMessage]:
    """Production needs a way for mail to leave."""
    if settings.EMAIL_URL or settings.EMAIL_PROVIDER:
        return []
    return [
        Error(
            "No e-mail leaves this installation.",
            hint="Set EMAIL_URL (smtp+tls://user:password@host) or EMAIL_PROVIDER.",
            id="portal.E002",
        )
    ]


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
def webhooks_closed(**_: Any) -> list[CheckMessage]:
    """A provider reports bounces only to webhooks that have a secret."""
    if (
        not settings.EMAIL_PROVIDER
        or len(settings.ANYMAIL.get("WEBHOOK_SECRET", "")) > 20
    ):
        return []
    return [
        Warning(
            "Bounced mailboxes stay unknown: the mail provider has no webhook.",
            hint="Set ANYMAIL_WEBHOOK_SECRET=name:long-random-password and enter "
            "/webhooks/<provider>/tracking/ there.",
            id="portal.W002",
        )
    ]


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
def mail_is_named(**_: Any) -> list[CheckMessage]:
    """Mail comes from an address, and goes to a desk, that somebody reads."""
    wrong = {
        "DEFAULT_FROM_EMAIL": settings.DEFAULT_FROM_EMAIL.endswith("@localhost>"),
        "PORTAL_DESK_EMAIL": settings.PORTAL_DESK_EMAIL.endswith("@portal.example"),
    }
    return [
        Warning(
            f"{name} is still the example.",
            hint=f"Set {name} to an address that you read.",
            id="portal.W004",
        )
        for name, is_wrong in wrong.items()
        if is_wrong
    ]


@register(deploy=True)
def mail_is_secret(**_: Any) -> list[CheckMessage]:
    """Plain text on the way is somebody's decision, and stays visible as one."""
    if not settings.EMAIL_INSECURE:
        return []
    words = "EMAIL_INSECURE lets mail leave this machine in plain text."
    hint = "Use smtp+tls:// or smtp+ssl:// in EMAIL_URL and unset it."
    return [Warning(words, hint=hint, id="portal.W005")]


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
def kept_file_is_private(**_: Any) -> list[CheckMessage]:
    """The file with the keys is for the portal's own user."""
    file = settings.DATA_DIR / "env"
    if not file.is_file() or not file.stat().st_mode & 0o077:
        return []
    words = f"Others on this machine can read {file}, which holds the keys."
    return [Error(words, hint=f"chmod 600 {file}", id="portal.E007")]
