"""How staff sign in: by invitation alone, with mails from the outbox."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from contacts.allowances import PASSWORDS, PASSWORDS_FROM_ONE_NETWORK
from contacts.mail.kinds import Purpose
from contacts.mail.rendering import outgoing
from contacts.ratelimits import give_ticket_back, take_ticket
from contacts.teams.sentences import account_mail
from portal.hospital.says import portal_name
from portal.hospital.whole_address import whole_address
from portal.lib.visitor import client_address, network


@dataclass(frozen=True)
class MailedSite:
    """What a mail says of where it comes from."""

    name: str
    domain: str


def this_site() -> MailedSite:
    """Return the portal as PUBLIC_URL has it; a request's Host is a stranger's word."""
    return MailedSite(portal_name(), urlsplit(settings.PUBLIC_URL).netloc)


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves; no mail trusts a request's host."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a password, right or wrong, after too many tries.

        Beside allauth's own limits, whose counts each process keeps for itself where
        no cache is shared. A ticket is taken before the look, and given back for a
        right one.
        """
        super().pre_authenticate(request, **credentials)
        now = timezone.now()
        is_few = take_ticket(PASSWORDS_FROM_ONE_NETWORK, network(request), now=now)
        if not (is_few and take_ticket(PASSWORDS, account_named(credentials), now=now)):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Look at a password; only a wrong one stays counted."""
        now = timezone.now()
        if settings.BREAK_GLASS_EMAIL not in {"", account_named(credentials)}:
            return None
        user = super().authenticate(request, **credentials)
        if user:
            give_ticket_back(PASSWORDS_FROM_ONE_NETWORK, network(request), now=now)
            give_ticket_back(PASSWORDS, account_named(credentials), now=now)
        return user

    def send_mail(self, template_prefix: str, email: str, context_: Any) -> None:
        """Put the mail into the outbox: no request waits for a mail server."""
        site = this_site()
        values = {"request": context.request, "email": email, "current_site": site}
        values.update(context_)
        mail = self.render_mail(template_prefix, email, values)
        words = account_mail(mail.subject, str(mail.body))
        outgoing(Purpose.ACCOUNT, words, to_address=email, now=timezone.now()).save()

    def format_email_subject(self, subject: str) -> str:
        """Name the portal before every subject."""
        return f"[{this_site().name}] {subject}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the address under which a new password is chosen."""
        return password_link(*key.split("-", 1))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count and list visitors by the same address as everything else here."""
        return client_address(request)

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        """Count by account alone: another Host must not begin a new count."""
        return account_named(credentials)


def password_link(uid: str, token: str) -> str:
    """Return the full address of the page on which somebody chooses a password."""
    path = reverse("account_reset_password_from_key", args=[uid, token])
    return whole_address(path)


def first_password_link(user: User) -> str:
    """Return a link that lets somebody choose a password, once and for three days."""
    token = default_token_generator.make_token(user)
    return password_link(user_pk_to_url_str(user), token)


def account_named(credentials: dict[str, Any]) -> str:
    """Return whose password is tried."""
    who = credentials.get("email") or credentials.get("username") or ""
    return who.casefold()
