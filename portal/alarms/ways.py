"""The ways out: a mail past the outbox, which may be what is stuck; a webhook."""

import logging
import smtplib

import requests
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import override

from portal.alarms.letters import Telling, alarm_json, alarm_subject, alarm_text
from portal.lib.mailurl import read_mail_url

log = logging.getLogger(__name__)

SECONDS = 10


def tell(telling: Telling) -> bool:
    """Tell it every way there is; whether one of them took it."""
    with override(settings.LANGUAGE_CODE):
        took = [way(telling) for way in (by_mail, by_webhook)]
    log.error("alarm %s %s", telling.kind, telling.stage)
    return any(took)


def by_mail(telling: Telling) -> bool:
    """Mail it to ALARM_EMAIL; whether a server took it."""
    if not settings.ALARM_EMAIL:
        return False
    message = EmailMessage(
        alarm_subject(telling, settings.PORTAL_NAME),
        alarm_text(telling, settings.PUBLIC_URL),
        to=[settings.ALARM_EMAIL],
        headers={"Auto-Submitted": "auto-generated"},
        connection=alarm_connection(),
    )
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        log.warning("an alarm could not be mailed: %s", type(error).__name__)
        return False
    return True


def alarm_connection() -> BaseEmailBackend:
    """Return ALARM_EMAIL_URL's server, or the portal's own; none is waited for long."""
    if not settings.ALARM_EMAIL_URL:
        return get_connection(timeout=SECONDS)
    mail = read_mail_url(settings.ALARM_EMAIL_URL)
    return get_connection(
        "contacts.mail.smtp.SmtpBackend",
        host=mail.host,
        port=mail.port,
        username=mail.user,
        password=mail.password,
        use_tls=mail.has_starttls,
        use_ssl=mail.has_tls,
        timeout=SECONDS,
    )


def by_webhook(telling: Telling) -> bool:
    """Post it to ALARM_WEBHOOK; whether that took it."""
    if not settings.ALARM_WEBHOOK:
        return False
    try:
        answer = requests.post(
            settings.ALARM_WEBHOOK,
            json=alarm_json(telling, settings.PORTAL_NAME, settings.PUBLIC_URL),
            timeout=SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        log.warning("an alarm could not be posted: %s", type(error).__name__)
        return False
    return answer.ok
