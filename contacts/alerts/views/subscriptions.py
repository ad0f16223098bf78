"""Alerts, as families see them: ask, confirm, change, stop. No account, no cookie."""

from datetime import timedelta

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from contacts.alerts.actions import subscriptions
from contacts.alerts.actions.households import siblings
from contacts.alerts.forms.subscriptions import (
    SubscribeForm,
    WishesForm,
    from_search,
    stored,
)
from contacts.alerts.models.matching import studies_since
from contacts.alerts.unheard_studies import unheard
from contacts.allowances import ALERTS
from contacts.enquiries.telephones import telephones
from contacts.models import Alert, Subscription
from contacts.proofs.views import is_stopped
from portal.lib.secret_pages import keep_secret
from trials.conditions import spoken_like
from trials.models import Study, StudyCondition
from trials.pages.facts import registry_date
from trials.pages.titles import title_in

LOOK_BACK = timedelta(days=90)
SUGGESTED = 8
SHOWN = 20
TOLD = 100
ANY = ["GET", "HEAD", "POST"]


# None of these forms acts for a signed-in person: whoever has the link may press its
# button, and nobody else knows the link. A token would need a cookie.
@csrf_exempt
@require_http_methods(ANY)
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show the form, or note a request; the answer is the same for every address."""
    now = timezone.now()
    # A search posts what it looked for, so that no place stands in an address beside a
    # condition.
    is_begun = "begin" in request.POST
    posted = request.POST if request.method == "POST" and not is_begun else None
    begun = from_search(request.POST, now.year) if is_begun else {}
    given = {"condition": request.GET.getlist("condition")[:SUGGESTED], **begun}
    form = SubscribeForm(posted, now=now, initial=given)
    if posted is None or not form.is_valid():
        form.keep_proof(now)
        return show(request, "subscribe", {"form": form}, 422 if form.is_bound else 200)
    if is_stopped(request, form, ALERTS):
        context = {"form": form, "telephones": telephones(None, None)}
        return show(request, "subscribe", context, 429)
    subscriptions.subscribe(
        email=form.cleaned_data["email"], wishes=form.wishes(), now=now, by="subscriber"
    )
    return HttpResponseRedirect(reverse("contacts:subscribe_sent"), status=303)


subscribe.keeps = SubscribeForm
subscribe.many = frozenset({"condition"})


@require_safe
def subscribe_sent(request: HttpRequest) -> HttpResponse:
    """Say what to do next, the same to everybody."""
    return show(request, "subscribe_sent", {})


@require_safe
def condition_names(request: HttpRequest) -> JsonResponse:
    """Suggest names while somebody types; public words only."""
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:100]
    known = StudyCondition.objects.names(text, SUGGESTED) if len(text) > 1 else []
    names = dict.fromkeys([*spoken_like(text, SUGGESTED // 2), *known])
    response = JsonResponse({"names": list(names)[:SUGGESTED]})
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def condition_list(request: HttpRequest) -> HttpResponse:
    """Offer every condition of the trials here, for those who do not type."""
    names = StudyCondition.objects.shown(get_language())
    return show(request, "condition_list", {"names": names})


@csrf_exempt
@require_http_methods(ANY)
def confirm_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was asked for and what it would have brought; the button begins it."""
    subscription = found("confirm", token)
    now = timezone.now()
    if request.method == "POST":
        subscriptions.confirm(subscription=subscription, now=now, by="subscriber")
        return to_manage(subscription)
    pks = studies_since(subscription, now - LOOK_BACK, now)
    studies = Study.objects.filter(pk__in=pks).order_by("-last_update_date")
    context = {
        "subscription": subscription,
        "number": len(pks),
        "studies": studies[:SHOWN],
        "manage_url": manage_address(subscription),
        "born": born(subscription),
        "unheard": unheard(subscription, get_language()),
    }
    return show(request, "confirm_subscription", context)


@csrf_exempt
@require_http_methods(ANY)
def manage_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is kept and what was told, or change what is wanted."""
    subscription = found("manage", token)
    now = timezone.now()
    posted = request.POST if request.method == "POST" else None
    form = WishesForm(posted, now=now, initial=stored(subscription))
    if posted and subscription.is_alive and form.is_valid():
        subscriptions.change(
            subscription=subscription, wishes=form.wishes(), now=now, by="subscriber"
        )
        return to_manage(subscription, "?saved=1")
    context = {
        "subscription": subscription,
        "form": form,
        "token": token,
        "born": born(subscription),
        "unheard": unheard(subscription, get_language()),
        "told": told(subscription, get_language()),
        "is_saved": "saved" in request.GET and not posted,
    }
    return show(request, "manage_subscription", context, 422 if form.is_bound else 200)


STEPS = {
    "pause": subscriptions.pause,
    "keep": subscriptions.keep,
    "stop": subscriptions.stop,
    "erase": subscriptions.erase,
}


@csrf_exempt
@require_POST
def steer_subscription(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """Pause, go on, stop or erase."""
    subscription = found("manage", token)
    if step not in STEPS:
        raise Http404
    has_other = siblings(subscription).exists()
    STEPS[step](subscription=subscription, now=timezone.now(), by="subscriber")
    if step == "erase":
        return show(request, "steer_subscription", {"has_other": has_other})
    return to_manage(subscription)


@require_safe
def export_subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Give everything that is kept, as a file."""
    data = subscriptions.export(subscription=found("manage", token))
    response = JsonResponse(
        data, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Disposition"] = 'attachment; filename="alerts.json"'
    return keep_secret(response)


@csrf_exempt
@require_http_methods(ANY)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button that stops all; a mail program posts here by itself (RFC 8058)."""
    subscription = found("unsubscribe", token)
    if request.method == "POST":
        subscriptions.stop(
            subscription=subscription, now=timezone.now(), by="subscriber"
        )
        subscription.refresh_from_db()
    return show(request, "unsubscribe", {"subscription": subscription})


def told(subscription: Subscription, language: str) -> list[Alert]:
    """Return the last alerts, each with its trial's `title` and that one's language."""
    rows = subscription.alerts.filter(study__is_published=True).order_by("-pk")
    alerts = list(
        rows.select_related("study").prefetch_related("study__contents")[:TOLD]
    )
    for alert in alerts:
        alert.title = title_in(alert.study, language)
    return alerts


def found(purpose: str, token: str) -> Subscription:
    """Return the subscription of a secret link; 404 for every other word."""
    return get_object_or_404(Subscription.objects.by_token(purpose, token))


def born(subscription: Subscription) -> str:
    """Return the month of birth in words."""
    if subscription.birth_year is None:
        return ""
    month = f"{subscription.birth_year:04d}-{subscription.birth_month:02d}"
    return registry_date(month, get_language())


def manage_address(subscription: Subscription) -> str:
    """Return the address of a person's own page."""
    token = subscription.token("manage")
    return reverse("contacts:manage_subscription", args=[token])


def to_manage(subscription: Subscription, query: str = "") -> HttpResponse:
    """Go on to a person's own page."""
    address = manage_address(subscription) + query
    return keep_secret(HttpResponseRedirect(address, status=303))


def show(
    request: HttpRequest, name: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """Show a page that nobody else may keep."""
    template = f"contacts/alerts/{name}.html"
    return keep_secret(render(request, template, context, status=status))
