"""What nobody confirmed, stopped or needs is erased; the last with a warning first."""

from datetime import timedelta

import pytest

from contacts.alerts.actions.changing import keep
from contacts.alerts.actions.erasing import tidy_subscriptions
from contacts.alerts.actions.subscriptions import stop
from contacts.models import Alert, AuditEvent, OutgoingEmail, Purpose, Subscription
from tests.alerts import answered, queued, requested, study, subscriber
from tests.factories import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TWO_YEARS = 730 * DAY


def tidy(after: timedelta) -> int:
    return tidy_subscriptions(now=NOW + after, by="worker")


def test_what_nobody_confirmed_goes_after_a_week_with_its_mail():
    requested()
    answered()
    subscriber()
    assert tidy(6 * DAY) == 0
    assert tidy(7 * DAY) == 1
    assert Subscription.objects.get().state == "ACTIVE"
    assert not OutgoingEmail.objects.exists()


def test_what_was_stopped_goes_after_a_month():
    stop(subscription=subscriber(), now=NOW, by="subscriber")
    assert tidy(29 * DAY) == 0
    assert tidy(30 * DAY) == 1


def test_two_years_without_a_word_end_it_after_a_warning():
    subscription = subscriber()
    study()
    queued()
    assert tidy(TWO_YEARS - 31 * DAY) == 0
    assert not OutgoingEmail.objects.exists()
    assert tidy(TWO_YEARS - 30 * DAY) == tidy(TWO_YEARS - 29 * DAY) == 0
    mail = OutgoingEmail.objects.get()
    assert mail.purpose == Purpose.ALERTS_END_SOON
    assert mail.subject == "Do you still want this news?"
    assert subscription.token("manage") in mail.body_text
    assert tidy(TWO_YEARS - DAY) == 0
    assert tidy(TWO_YEARS) == 1
    assert not Alert.objects.exists()
    assert AuditEvent.objects.filter(verb="ALERTS_ERASED").exists()


def test_a_word_in_time_keeps_it():
    subscription = subscriber()
    tidy(TWO_YEARS - 30 * DAY)
    keep(subscription=subscription, now=NOW + TWO_YEARS - DAY)
    assert tidy(TWO_YEARS + 60 * DAY) == 0


def test_a_late_warning_still_leaves_a_month():
    subscriber()
    assert tidy(TWO_YEARS + 100 * DAY) == 0
    assert tidy(TWO_YEARS + 129 * DAY) == 0
    assert tidy(TWO_YEARS + 130 * DAY) == 1
