"""System checks of mail: that it leaves, whose it is, and who can read it."""

import ssl
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from portal.hospital.says import hospital_says


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
def mail_is_named(**_: Any) -> list[CheckMessage]:
    """Mail comes from an address, and goes to a desk, that somebody reads."""
    sender = hospital_says("DEFAULT_FROM_EMAIL")
    desk = hospital_says("PORTAL_DESK_EMAIL")
    wrong = {
        "DEFAULT_FROM_EMAIL": sender.endswith("@localhost>"),
        "PORTAL_DESK_EMAIL": desk.endswith("@portal.example"),
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
