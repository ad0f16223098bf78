"""System checks: a misconfigured installation says so at start, with the cure."""

from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


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


@register(deploy=True)
def mail_leaves(**_: Any) -> list[CheckMessage]:
    """Production needs a way for mail to leave."""
    if settings.EMAIL_URL or settings.EMAIL_PROVIDER:
        return []
    return [
        Error(
            "No e-mail leaves this installation.",
            hint="Set EMAIL_URL (smtp://host:port) or EMAIL_PROVIDER.",
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
    if settings.PUBLIC_URL.startswith("https://"):
        return []
    return [
        Error(
            f"PUBLIC_URL is {settings.PUBLIC_URL}, not an https address.",
            hint="Set PUBLIC_URL=https://trials.example.org",
            id="portal.E003",
        )
    ]
