"""A link of each mail ends alerts with one press."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.alerts.actions import subscriptions
from contacts.alerts.views.pages import show_alerts, subscription_of
from contacts.models import Alert, Subscription
from trials.pages.titles import title_in
from trials.texts.serving import title_texts

TOLD = 100
ANY = ["GET", "HEAD", "POST"]


@csrf_exempt
@require_http_methods(ANY)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button that stops all; a mail program posts here by itself (RFC 8058)."""
    subscription = subscription_of("unsubscribe", token)
    if request.method == "POST":
        subscriptions.stop(
            subscription=subscription, now=timezone.now(), by="subscriber"
        )
        subscription.refresh_from_db()
    return show_alerts(request, "unsubscribe", {"subscription": subscription})


def last_told(subscription: Subscription, language: str) -> list[Alert]:
    """Return the last alerts, each with its trial's `title` and that one's language."""
    rows = subscription.alerts.filter(study__is_published=True).order_by("-pk")
    alerts = list(
        rows.select_related("study").prefetch_related(title_texts("study__texts"))[
            :TOLD
        ]
    )
    for alert in alerts:
        alert.title = title_in(alert.study, language, timezone.localdate())
    return alerts
