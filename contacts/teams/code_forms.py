"""The second factor at the sign-in: encrypted where it lies, few tries."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from contacts.allowances import CODES
from contacts.ratelimits import give_ticket_back, take_ticket
from portal.lib.crypto import decrypt, encrypt

# A code counts in its own half minute, and in those just before and after it.
CODE_LIVES = 30 * (1 + 2 * settings.MFA_TOTP_TOLERANCE)


class EncryptingMFAAdapter(DefaultMFAAdapter):
    """The secret of a second factor lies encrypted, as everything personal does."""

    def encrypt(self, text: str) -> str:
        """Return the text under the newest key."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)


def checked_code(user: Any, look: Callable[[], str]) -> str:
    """Look at the code of a second factor, unless too many were wrong.

    The ticket is taken before the look; only a wrong code stays counted.
    """
    now = timezone.now()
    if not take_ticket(CODES, str(user.pk), now=now):
        raise get_adapter().validation_error("too_many_login_attempts")
    code = look()
    # allauth forgets after half a minute that a code was used.
    if not cache.add(f"used-code:{user.pk}:{code}", 1, timeout=CODE_LIVES):
        raise get_adapter().validation_error("incorrect_code")
    give_ticket_back(CODES, str(user.pk), now=now)
    return code


class SecondFactorForm(forms.AuthenticateForm):
    def clean_code(self) -> str:
        """Count the try before the code is looked at, and a right one no more."""
        return checked_code(self.user, super().clean_code)


class SecondFactorAgainForm(forms.ReauthenticateForm):
    """The second factor before something delicate."""

    def clean_code(self) -> str:
        """Count the try before the code is looked at, and a right one no more."""
        return checked_code(self.user, super().clean_code)
