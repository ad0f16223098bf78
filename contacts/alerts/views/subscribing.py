"""Asking for alerts and confirming, as families see it. No account, no cookie."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from contacts.alerts.actions import subscribing
from contacts.alerts.forms.prefilled import searched_wishes
from contacts.alerts.forms.subscribing import SubscribeForm
from contacts.alerts.models.matching import studies_since
from contacts.alerts.sentences.trials import reach_words
from contacts.alerts.unheard_studies import unheard
from contacts.alerts.views.pages import (
    birth_month_of,
    go_to_manage,
    manage_path,
    show_alerts,
    subscription_of,
)
from contacts.allowances import ALERTS
from contacts.enquiries.views.closed import behind_legal_words
from contacts.proofs.views import hold_back
from portal.starting.hot_pages import lend
from trials.models import Study
from trials.pages.state.cards import with_tones

LOOK_BACK = timedelta(days=90)
SUGGESTED = 8
SHOWN = 20
ANY = ["GET", "HEAD", "POST"]


# None of these forms acts for a signed-in person: whoever has the link may press its
# button, and nobody else knows the link. A token would need a cookie.
@csrf_exempt
@require_http_methods(ANY)
@behind_legal_words
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show the form, or note a request; the answer is the same for every address."""
    now = timezone.now()
    # A search posts what it looked for, so that no place stands in an address beside a
    # condition.
    is_begun = "begin" in request.POST
    posted = request.POST if request.method == "POST" and not is_begun else None
    begun = searched_wishes(request.POST, now.year) if is_begun else {}
    given = {"condition": request.GET.getlist("condition")[:SUGGESTED], **begun}
    form = SubscribeForm(posted, now=now, initial=given)
    if posted is None or not form.is_valid():
        form.keep_proof(now)
        lend(request)  # Never what came with a form or a query.
        status = 422 if form.is_bound else 200
        return show_alerts(request, "subscribe", {"form": form}, status)
    if held := hold_back(request, form, ALERTS):
        return held
    subscribing.subscribe(
        email=form.cleaned_data["email"], wishes=form.wishes(), now=now
    )
    return HttpResponseRedirect(reverse("contacts:subscribe_sent"), status=303)


subscribe.keeps = SubscribeForm
subscribe.many = frozenset({"condition"})


@require_safe
def subscribe_sent(request: HttpRequest) -> HttpResponse:
    """Say what to do next, the same to everybody."""
    return show_alerts(request, "subscribe_sent", {})


@csrf_exempt
@require_http_methods(ANY)
def confirm_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was asked for and what it would have brought; the button begins it."""
    subscription = subscription_of("confirm", token)
    now = timezone.now()
    if request.method == "POST":
        subscribing.confirm(subscription=subscription, now=now)
        return go_to_manage(subscription)
    pks = studies_since(subscription, now - LOOK_BACK, now)
    found = Study.objects.filter(pk__in=pks)
    studies = found.surest_first(timezone.localdate(now), "-last_update_date")
    context = {
        "subscription": subscription,
        "number": len(pks),
        "studies": with_tones(studies[:SHOWN], timezone.localdate(now)),
        "manage_url": manage_path(subscription),
        "born": birth_month_of(subscription),
        "reach": reach_words(subscription),
        "unheard": unheard(subscription, get_language()),
    }
    return show_alerts(request, "confirm_subscription", context)
