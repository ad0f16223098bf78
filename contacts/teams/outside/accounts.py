"""How allauth asks a sign-in service (OpenID Connect), and whom it lets in."""

import secrets
from typing import Any, NoReturn

from allauth.account.signals import user_logged_in
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.teams.outside.arriving import let_arrive
from contacts.teams.outside.verifying import has_factor, verified_claims
from portal.hospital.whole_address import whole_address
from portal.middleware.second_factor import OUTSIDE_FACTOR

NONCE = "outside_nonce"
PROVIDER = "hospital"
# For each answer of the service; somebody waits for the page.
SECONDS = 5


class CheckedAdapter(OpenIDConnectOAuth2Adapter):
    """Believes no token before it is verified, and none that another sign-in got."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the service says of itself, if it is the one that was named."""
        config: dict[str, Any] = super().openid_config
        if config.get("issuer", "").rstrip("/") != settings.OIDC_ISSUER.rstrip("/"):
            raise OAuth2Error("the service bears another name")
        return config

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Return where people come back to; a request's Host is a stranger's word."""
        return whole_address(reverse("account_outside_back"))

    def complete_login(
        self, request: HttpRequest, app: Any, token: Any, **kwargs: Any
    ) -> SocialLogin:
        """Return who signs in: by the verified token and the same person's page."""
        config = self.openid_config
        claims = verified_claims(
            str(kwargs["response"].get("id_token", "")),
            self.answer_of(config["jwks_uri"]),
            issuer=config["issuer"],
            client_id=app.client_id,
            nonce=request.session.pop(NONCE, ""),
        )
        about = self._fetch_user_info(token.token)
        if about.get("sub") != claims["sub"]:
            raise OAuth2Error("the page is another person's")
        # Of a factor the token alone tells.
        told = {n: v for n, v in about.items() if n not in {"amr", "acr"}}
        data = {"userinfo": {**told, **claims}}
        login = self.get_provider().sociallogin_from_response(request, data)
        # For this sign-in alone: nothing of it is stored.
        login.claims, login.account.extra_data = data["userinfo"], {}
        return login

    def answer_of(self, address: str) -> dict[str, Any]:
        """Fetch a page of the service."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(address, timeout=SECONDS)
            answer.raise_for_status()
            found: dict[str, Any] = answer.json()
            return found


class InvitedOnly(DefaultSocialAccountAdapter):
    """Lets in whom somebody invited, and keeps nothing of what the service says."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse every sign-up: accounts are made where somebody arrives."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or make the account; turn everybody else away."""
        claims = sociallogin.claims
        known = sociallogin.user if sociallogin.is_existing else None
        user = let_arrive(known=known, claims=claims, now=timezone.now())
        if user is None:
            turn_away(request, _("Nobody has invited this account yet."))
        proven = has_factor(claims, settings.OIDC_AMR, settings.OIDC_ACR)
        sociallogin.state["has_factor"] = proven
        if not sociallogin.is_existing:
            sociallogin.user = user
            sociallogin.save(request, connect=True)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, **about: Any
    ) -> None:
        """Lead back to the sign-in with one sentence, whatever was wrong."""
        turn_away(request, _("That sign-in did not work. Please try again."))


def turn_away(request: HttpRequest, words: str) -> NoReturn:
    """Lead back to the sign-in."""
    messages.error(request, words)
    raise ImmediateHttpResponse(redirect("account_login"))


def new_nonce(request: HttpRequest) -> str:
    """Return a word that the token of this very sign-in must hold."""
    request.session[NONCE] = secrets.token_urlsafe(24)
    return str(request.session[NONCE])


def note_factor(request: HttpRequest, user: Any, **values: Any) -> None:
    """Remember for this session and person that the service asked for a factor."""
    arrived = values.get("sociallogin")
    if arrived is not None and arrived.state.get("has_factor"):
        request.session[OUTSIDE_FACTOR] = user.pk


user_logged_in.connect(note_factor, dispatch_uid="outside factor")
