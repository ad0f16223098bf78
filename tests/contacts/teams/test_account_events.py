"""Signing in, and everything about a second factor, is in the audit."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from portal.audit.models import AuditEvent, Verb
from tests.factories import staff

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "a long pass phrase", "not this long phrase"


def code() -> str:
    now = int(datetime.now(UTC).timestamp()) // 30
    return format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", now))


def recorded() -> list[tuple[str, str]]:
    events = AuditEvent.objects.order_by("pk")
    return list(events.values_list("verb", "by"))


@pytest.fixture
def user():
    return staff([])


def test_the_whole_way_in_and_out(user, client: Client):
    by = f"user:{user.pk}"
    client.post("/staff/sign-in/", {"login": user.email, "password": WRONG})
    client.post("/staff/sign-in/", {"login": user.email, "password": RIGHT})
    client.post("/staff/account/authenticate/", {"code": "000000"})
    client.post("/staff/account/authenticate/", {"code": code()})
    client.post("/staff/sign-out/")
    assert recorded() == [
        (Verb.SIGN_IN_FAILED, by),
        (Verb.SECOND_FACTOR_FAILED, by),
        (Verb.SECOND_FACTOR_USED, by),
        (Verb.SIGNED_IN, by),
        (Verb.SIGNED_OUT, by),
    ]


def test_a_failed_sign_in_keeps_nothing_that_was_typed(user, client: Client):
    typed = {"login": "my-own-password@typed.example", "password": WRONG}
    client.post("/staff/sign-in/", typed)
    (event,) = AuditEvent.objects.all()
    assert (event.verb, event.by, event.detail) == (Verb.SIGN_IN_FAILED, "nobody", {})


def test_a_new_password_is_recorded(user, client: Client):
    client.force_login(user)
    client.post("/staff/account/confirm/?next=/staff/", {"password": RIGHT})
    new = "another long pass phrase"
    form = {"oldpassword": RIGHT, "password1": new, "password2": new}
    client.post("/staff/account/password/", form)
    assert (Verb.PASSWORD_CHANGED, f"user:{user.pk}") in recorded()


def test_recovery_codes_and_the_end_of_a_factor_are_recorded(
    user, client: Client, django_capture_on_commit_callbacks
):
    by = f"user:{user.pk}"
    client.force_login(user)
    client.post("/staff/account/confirm/?next=/staff/", {"password": RIGHT})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/staff/account/recovery-codes/generate/")
        client.post("/staff/account/totp/deactivate/")
    found = recorded()
    assert (Verb.SECOND_FACTOR_ADDED, by) in found
    assert (Verb.SECOND_FACTOR_REMOVED, by) in found
