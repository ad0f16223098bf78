"""How staff sign in: by invitation, with a second factor, and mails from the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import linebreaks

from contacts.emails import Rendered, outgoing
from contacts.models import Purpose
from portal.lib.crypto import decrypt, encrypt


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context_: Any) -> None:
        """Put the mail into the outbox: no request waits for a mail server."""
        values = {"request": context.request, "email": email, **context_}
        mail = self.render_mail(template_prefix, email, values)
        text = str(mail.body)
        words = Rendered(mail.subject, text, linebreaks(text, autoescape=True))
        outgoing(Purpose.ACCOUNT, words, to_address=email, now=timezone.now()).save()


class EncryptingMFAAdapter(DefaultMFAAdapter):
    """The secret of a second factor lies encrypted, as everything personal does."""

    def encrypt(self, text: str) -> str:
        """Return the text under the newest key."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text again."""
        return decrypt(encrypted_text)
