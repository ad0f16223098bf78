"""Whoever stops hears nothing more, not even what waits; erased is erased."""

from datetime import timedelta

import pytest

from contacts.alerts.actions.mailing.composing import compose_mails
from contacts.alerts.actions.subscriptions import erase, stop, stop_address
from contacts.models import (
    Alert,
    AuditEvent,
    OutgoingEmail,
    StopReason,
    Subscription,
    SubscriptionState,
    Verb,
)
from tests.alerts import SOON, queued, study, subscriber

pytestmark = pytest.mark.django_db
BY = "subscriber"


def test_stopping_drops_the_alerts_that_wait():
    one = subscriber()
    study()
    assert queued() == 1
    assert stop(subscription=one, now=SOON, by=BY)
    assert not Alert.objects.exists()


def test_stopping_drops_the_mail_that_is_written_and_not_gone():
    one = subscriber()
    study()
    queued()
    assert compose_mails(now=SOON, limit=9) == 1
    assert stop(subscription=one, now=SOON, by=BY)
    assert not OutgoingEmail.objects.filter(subscription=one).exists()
    assert not Alert.objects.exists()


def test_what_one_gives_up_another_of_the_mailbox_still_hears():
    one = subscriber("home@families.example")
    other = subscriber("home@families.example")
    study()
    queued()
    stop(subscription=one, now=SOON, by=BY)
    assert Alert.objects.get().subscription == other


def test_stopping_twice_is_stopping_once_and_is_kept_with_its_reason():
    one = subscriber()
    assert stop(subscription=one, now=SOON, by=BY, reason=StopReason.UNDELIVERABLE)
    assert not stop(subscription=one, now=SOON + timedelta(days=1), by=BY)
    one.refresh_from_db()
    assert (one.state, one.stopped_at) == (SubscriptionState.STOPPED, SOON)
    event = AuditEvent.objects.get(verb=Verb.ALERTS_STOPPED)
    assert event.detail == {"reason": "UNDELIVERABLE"}


def test_an_address_is_stopped_with_all_that_goes_to_it():
    one = subscriber("home@families.example")
    subscriber("home@families.example")
    other = subscriber()
    assert stop_address(address_hash=one.household, now=SOON, by="x") == 2
    assert stop_address(address_hash=one.household, now=SOON, by="x") == 0
    assert list(Subscription.objects.active()) == [other]


def test_erasing_leaves_only_what_the_mailbox_was_told_to_another_of_it():
    one = subscriber("home@families.example")
    other = subscriber("home@families.example")
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    mail = OutgoingEmail.objects.filter(subscription=one)
    mail.update(state="SENT", sent_at=SOON)
    erase(subscription=one, now=SOON, by=BY)
    assert list(Subscription.objects.all()) == [other]
    assert Alert.objects.get().subscription == other
    assert not OutgoingEmail.objects.exists()
