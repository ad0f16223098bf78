"""To the hospital's own sign-in and back."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from contacts.teams.outside.accounts import PROVIDER, CheckedAdapter, new_nonce
from portal.hospital.whole_address import whole_address


@require_safe
@never_cache
def account_outside(request: HttpRequest) -> HttpResponse:
    """Lead to the service, with a word that its token must hold."""
    provider = CheckedAdapter(request, PROVIDER).get_provider()
    wanted = request.GET.get("next", "")
    is_ours = get_account_adapter(request).is_safe_url(wanted)
    asked = {"nonce": new_nonce(request)}
    if settings.OIDC_ACR:
        asked["acr_values"] = " ".join(settings.OIDC_ACR)
    provider.oauth2_adapter_class = CheckedAdapter
    try:
        led: HttpResponse = provider.redirect(
            request, "login", next_url=wanted if is_ours else None, auth_params=asked
        )
    except (OAuth2Error, RequestException) as error:
        return render_authentication_error(request, provider, exception=error)
    return led


@require_safe
@never_cache
def account_outside_back(request: HttpRequest) -> HttpResponse:
    """Take whom the service sends back."""
    adapter = CheckedAdapter(request, PROVIDER)
    answer: HttpResponse = OAuth2CallbackView.adapter_view(adapter)(request)
    return answer


@require_safe
@never_cache
def account_outside_end(request: HttpRequest) -> HttpResponse:
    """Lead to where the service itself signs people out, if it has such a page."""
    try:
        config = CheckedAdapter(request, PROVIDER).openid_config
    except (OAuth2Error, RequestException):
        config = {}
    end = config.get("end_session_endpoint")
    if not end:
        return redirect("account_login")
    asked = {
        "client_id": settings.OIDC_CLIENT_ID,
        "post_logout_redirect_uri": whole_address(reverse("account_login")),
    }
    return HttpResponseRedirect(f"{end}?{urlencode(asked)}")
