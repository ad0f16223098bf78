"""The desk's page of alerts: how far they are, and a brake."""

from datetime import timedelta

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contacts.alerts.actions.halting import halt, resume
from contacts.models import (
    Alert,
    AlertState,
    AlertTurn,
    OutgoingEmail,
    Purpose,
    Subscription,
    SubscriptionState,
)
from contacts.teams.views.staff_pages import actor, desk_page
from trials.models import StudyNews


@require_safe
@desk_page
def alert_progress(request: HttpRequest) -> HttpResponse:
    """Say what waits, what went out, and whether somebody stopped it."""
    mails = OutgoingEmail.objects.filter(purpose=Purpose.ALERTS)
    today = timezone.now() - timedelta(days=1)
    context = {
        "turns": {turn.name: turn for turn in AlertTurn.objects.all()},
        "halted": AlertTurn.objects.exclude(stopped_at=None).first(),
        "news": StudyNews.objects.filter(matched_at=None).count(),
        "subscriptions": Subscription.objects.aggregate(
            active=in_state(SubscriptionState.ACTIVE),
            paused=in_state(SubscriptionState.PAUSED),
            requested=in_state(SubscriptionState.REQUESTED),
        ),
        "alerts": Alert.objects.aggregate(
            queued=in_state(AlertState.QUEUED), mailed=in_state(AlertState.MAILED)
        ),
        "unsent": mails.unsent().count(),
        "sent_today": mails.filter(sent_at__gte=today).count(),
        "trouble": mails.in_trouble().count(),
    }
    return render(request, "contacts/alerts/alert_progress.html", context)


@require_POST
@desk_page
def halt_alerts(request: HttpRequest) -> HttpResponse:
    """Stop everything between two mails, or go on."""
    step = resume if request.POST.get("step") == "resume" else halt
    step(now=timezone.now(), by=actor(request))
    return redirect("contacts:alert_progress")


def in_state(state: str) -> Count:
    """Return the count of the rows in a state."""
    return Count("pk", filter=Q(state=state))
