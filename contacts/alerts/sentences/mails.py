"""The mails to people who asked for alerts.

Subjects name no condition and no person. Each mail says why it comes and how to stop.
"""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from contacts.alerts.sentences.trials import AlertEntry, alert_entry
from contacts.mail.rendering import Rendered, absolute, render
from contacts.models import Alert, Subscription


def confirm_mail(subscription: Subscription) -> Rendered:
    """Ask whether the request is meant."""
    language = subscription.language
    token = subscription.token("confirm")
    return render(
        "confirm_alerts",
        language,
        confirm_url=absolute("contacts:confirm_subscription", language, token),
    )


def alerts_mail(
    subscription: Subscription, sent: Sequence[Alert], more: int, today: date
) -> Rendered:
    """Say what is new, and why this comes; `more` trials stand on the person's page.

    Each alert's study has its sites at hand, so that nothing is asked of the database.
    """
    with translation.override(subscription.language):
        entries = [alert_entry(alert, subscription, today) for alert in sent]
    return news_mail(subscription, entries, more, subscription.condition_names)


def news_mail(
    subscription: Subscription,
    entries: Sequence[AlertEntry],
    more: int,
    conditions: Sequence[str],
) -> Rendered:
    """Put the trials of a mail, already in words, beside its closing links."""
    return render(
        "alerts",
        subscription.language,
        entries=entries,
        more=more,
        conditions=conditions,
        **closing_links(subscription),
    )


def end_soon_mail(subscription: Subscription) -> Rendered:
    """Say that alerts which nobody seems to need will end, and how to keep them."""
    return render(
        "alerts_end_soon", subscription.language, **closing_links(subscription)
    )


def closing_links(subscription: Subscription) -> dict[str, str]:
    """Return the links that each mail ends with."""
    language = subscription.language
    return {
        "manage_url": absolute(
            "contacts:manage_subscription", language, subscription.token("manage")
        ),
        "unsubscribe_url": absolute(
            "contacts:unsubscribe", language, subscription.token("unsubscribe")
        ),
    }


def stop_headers(subscription: Subscription) -> dict[str, str]:
    """Return the header fields for a mail program's own button (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{closing_links(subscription)['unsubscribe_url']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
