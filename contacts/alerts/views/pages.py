"""What the pages of alerts share: whose link it is, and that nobody else keeps them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language

from contacts.models import Subscription
from portal.lib.secret_pages import keep_secret
from trials.pages.facts import registry_date


def subscription_of(purpose: str, token: str) -> Subscription:
    """Return the subscription of a secret link; 404 for every other word."""
    return get_object_or_404(Subscription.objects.by_token(purpose, token))


def birth_month_of(subscription: Subscription) -> str:
    """Return the month of birth in words."""
    if subscription.birth_year is None:
        return ""
    month = f"{subscription.birth_year:04d}-{subscription.birth_month:02d}"
    return registry_date(month, get_language())


def manage_path(subscription: Subscription) -> str:
    """Return the address of a person's own page."""
    token = subscription.token("manage")
    return reverse("contacts:manage_subscription", args=[token])


def go_to_manage(subscription: Subscription, query: str = "") -> HttpResponse:
    """Go on to a person's own page."""
    address = manage_path(subscription) + query
    return keep_secret(HttpResponseRedirect(address, status=303))


def show_alerts(
    request: HttpRequest, name: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """Show a page that nobody else may keep."""
    template = f"contacts/alerts/{name}.html"
    return keep_secret(render(request, template, context, status=status))
