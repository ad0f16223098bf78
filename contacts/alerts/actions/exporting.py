"""Everything that is kept of a subscription, for its owner."""

from typing import Any

from contacts.models import Alert, OutgoingEmail, Subscription

# What a download holds; all but the secrets of the links and hashes of what is in it.
KEPT = (
    *("email", "language", "relationship", "birth_year", "birth_month"),
    *("reach", "distance_km", "country", "place", "x", "y", "z", "nearness"),
    *("pace", "state", "stop_reason", "consent_version", "is_in_touch"),
    *("requested_at", "answer_at", "answered_at", "confirmed_at", "since_month"),
    *("active_at", "warned_at", "held_since", "mailed_at", "stopped_at"),
)


def export_all(*, subscription: Subscription) -> dict[str, Any]:
    """Return everything that is kept of a subscription, as its owner reads it."""
    told = subscription.alerts.select_related("study", "site")
    return {
        **{name: getattr(subscription, name) for name in KEPT},
        "conditions": subscription.condition_names,
        "alerts": [alert_line(alert) for alert in told],
        "mails": [mail_line(mail) for mail in subscription.emails.all()],
    }


def alert_line(alert: Alert) -> dict[str, Any]:
    """Return one piece of news as its reader gets it."""
    return {
        "trial": alert.study.registry_id,
        "because": alert.trigger,
        "site": alert.site.name if alert.site else "",
        "state": alert.state,
        "is_recruiting": alert.is_recruiting,
        "at": alert.created_at,
        "due_at": alert.due_at,
    }


def mail_line(mail: OutgoingEmail) -> dict[str, Any]:
    """Return one mail as its reader gets it."""
    return {
        "about": mail.purpose,
        "to": mail.to_address,
        "subject": mail.subject,
        "text": mail.body_text,
        "state": mail.state,
        "at": mail.created_at,
        "sent_at": mail.sent_at,
    }
