"""A person's own page of alerts: look, change, pause, stop, erase, download."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from contacts.alerts.actions import changing, subscriptions
from contacts.alerts.actions.exporting import export_all
from contacts.alerts.actions.households import siblings
from contacts.alerts.forms.prefilled import stored_wishes
from contacts.alerts.forms.wishes import AlertWishesForm
from contacts.alerts.sentences.trials import reach_words
from contacts.alerts.unheard_studies import unheard
from contacts.alerts.views.leaving_alerts import ANY, last_told
from contacts.alerts.views.pages import (
    birth_month_of,
    go_to_manage,
    show_alerts,
    subscription_of,
)
from contacts.files.words import asked_form, words_file
from contacts.models import Subscription
from portal.lib.secret_pages import keep_secret


@csrf_exempt
@require_http_methods(ANY)
def manage_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is kept and what was told, or change what is wanted."""
    subscription = subscription_of("manage", token)
    now = timezone.now()
    posted = request.POST if request.method == "POST" else None
    form = AlertWishesForm(posted, now=now, initial=stored_wishes(subscription))
    if posted and subscription.is_alive and form.is_valid():
        changing.change(subscription=subscription, wishes=form.wishes(), now=now)
        return go_to_manage(subscription, "?saved=1")
    context = {
        "subscription": subscription,
        "form": form,
        "token": token,
        "born": birth_month_of(subscription),
        "reach": reach_words(subscription),
        "unheard": unheard(subscription, get_language()),
        "told": last_told(subscription, get_language()),
        "is_saved": "saved" in request.GET and not posted,
    }
    return show_alerts(
        request, "manage_subscription", context, 422 if form.is_bound else 200
    )


STEPS = {
    "pause": changing.pause,
    "keep": changing.keep,
    "stop": partial(subscriptions.stop, by="subscriber"),
    "erase": partial(subscriptions.erase, by="subscriber"),
}


@csrf_exempt
@require_POST
def steer_subscription(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """Pause, go on, stop or erase."""
    subscription = subscription_of("manage", token)
    if step not in STEPS:
        raise Http404
    has_other = siblings(subscription).exists()
    STEPS[step](subscription=subscription, now=timezone.now())
    if step == "erase":
        return show_alerts(request, "steer_subscription", {"has_other": has_other})
    return go_to_manage(subscription)


def alerts_in_words(subscription: Subscription) -> dict[str, Any]:
    """Return what the file in words says."""
    return {
        "subscription": subscription,
        "born": birth_month_of(subscription),
        "reach": reach_words(subscription),
        "told": last_told(subscription, get_language()),
        "mails": subscription.emails.order_by("pk"),
        "today": timezone.localdate(),
    }


@require_safe
def export_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Give everything that is kept, as a file: in words, or for programs."""
    subscription = subscription_of("manage", token)
    if asked_form(request) != "json":
        template = "contacts/alerts/everything.txt"
        return keep_secret(
            words_file(request, template, alerts_in_words(subscription), "alerts")
        )
    data = export_all(subscription=subscription)
    response = JsonResponse(
        data, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Disposition"] = 'attachment; filename="alerts.json"'
    return keep_secret(response)
