"""A lost second factor is reset by another administrator, who is never oneself."""

import pytest
from allauth.mfa.models import Authenticator

from contacts.models import OutgoingEmail
from contacts.teams.actions.accounts import OwnFactorError, reset_second_factor
from portal.audit.models import AuditEvent, Verb
from tests.contacts.teams.test_accounts import enter
from tests.factories import NOW, staff

pytestmark = pytest.mark.django_db


def test_factor_and_sessions_end_and_a_mail_tells():
    user, admin = staff([]), staff([])
    client = enter(user)
    assert client.get("/staff/").status_code == 200
    reset_second_factor(user=user, admin=admin, now=NOW, by="user:2")
    assert not Authenticator.objects.filter(user=user).exists()
    assert Authenticator.objects.filter(user=admin).exists()
    assert client.get("/staff/")["Location"].startswith("/staff/sign-in/")
    mail = OutgoingEmail.objects.get()
    assert (mail.to_address, "second factor" in mail.subject) == (user.email, True)
    event = AuditEvent.objects.get(verb=Verb.SECOND_FACTOR_RESET)
    assert (event.by, event.detail) == ("user:2", {"user": user.pk})


def test_nobody_resets_their_own():
    user = staff([])
    with pytest.raises(OwnFactorError):
        reset_second_factor(user=user, admin=user, now=NOW, by="x")
    assert Authenticator.objects.filter(user=user).exists()
