"""An account's way in: its sessions, and a second factor that was lost."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.db import transaction

from contacts.mail import rendering
from contacts.mail.kinds import Purpose
from contacts.teams import sentences
from portal.audit.models import Verb
from portal.audit.record import record_event


class OwnFactorError(ValueError):
    """Nobody resets a second factor of their own: it would be none."""


@transaction.atomic
def reset_second_factor(*, user: User, admin: User, now: datetime, by: str) -> None:
    """Take somebody's second factor away and end their sessions; a mail tells them.

    Always another administrator does it; raises OwnFactorError.
    """
    if user.pk == admin.pk:
        raise OwnFactorError
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    record_event(Verb.SECOND_FACTOR_RESET, now=now, by=by, user=user.pk)
    if user.email:
        words = sentences.second_factor_reset(user)
        mail = rendering.outgoing(
            Purpose.ACCOUNT, words, to_address=user.email, now=now
        )
        mail.save()


def end_sessions(user: User) -> None:
    """Sign somebody out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def shut_out(user: User) -> None:
    """End what somebody signed in with: no session of theirs lives again either.

    Should they come back, the link for a new password lets them in.
    """
    end_sessions(user)
    user.set_unusable_password()
    user.save(update_fields=["password"])
