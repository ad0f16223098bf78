"""Signing in and out, passwords and second factors, in the audit.

allauth and Django tell of them by signals, which they send within the request.
"""

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from django.contrib.auth import get_user_model, signals
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from portal.audit.models import Verb
from portal.audit.record import record_event

SAID_BY: dict[Signal, Verb] = {
    signals.user_logged_in: Verb.SIGNED_IN,
    signals.user_logged_out: Verb.SIGNED_OUT,
    account_signals.password_changed: Verb.PASSWORD_CHANGED,
    account_signals.password_set: Verb.PASSWORD_CHANGED,
    account_signals.password_reset: Verb.PASSWORD_CHANGED,
    factor_signals.authenticator_added: Verb.SECOND_FACTOR_ADDED,
    factor_signals.authenticator_reset: Verb.SECOND_FACTOR_ADDED,
    factor_signals.authenticator_removed: Verb.SECOND_FACTOR_REMOVED,
    factor_signals.authenticator_used: Verb.SECOND_FACTOR_USED,
    factor_signals.authentication_failed: Verb.SECOND_FACTOR_FAILED,
}


def hear_of_accounts() -> None:
    """Begin to record; called once, when the apps are loaded."""
    for signal, verb in SAID_BY.items():
        signal.connect(receiver_of(verb), weak=False, dispatch_uid=f"audit {verb}")
    signals.user_login_failed.connect(note_failed_sign_in, dispatch_uid="audit failed")


def receiver_of(verb: Verb) -> Any:
    """Return what records one kind of event."""

    def note(sender: Any, user: Any = None, **values: Any) -> None:
        if user is not None and user.pk:
            kind = getattr(values.get("authenticator"), "type", None)
            detail = {"factor": kind} if kind else {}
            record_event(verb, now=timezone.now(), by=f"user:{user.pk}", **detail)

    return note


def note_failed_sign_in(
    sender: Any,
    credentials: dict[str, Any],
    request: HttpRequest | None = None,
    **_: Any,
) -> None:
    """Record a wrong password: of which account, or that there is no such account.

    What was typed is not kept: people type passwords into the wrong field.
    """
    typed = credentials.get("email") or credentials.get("username") or ""
    known = get_user_model().objects.filter(email__iexact=typed) if typed else None
    user = known.first() if known else None
    by = f"user:{user.pk}" if user else "nobody"
    record_event(Verb.SIGN_IN_FAILED, now=timezone.now(), by=by)
