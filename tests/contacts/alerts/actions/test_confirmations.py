"""Whoever types an address can make us write to it once a day, and no more."""

from datetime import timedelta

import pytest

from contacts.alerts.actions.subscribing import confirm
from contacts.models import OutgoingEmail, Purpose, Queue, Subscription
from tests.alerts import answered, requested, subscriber
from tests.factories import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def mails():
    return OutgoingEmail.objects.filter(purpose=Purpose.CONFIRM_ALERTS)


def test_two_hundred_requests_make_one_mail_with_the_newest_wishes():
    for number in range(200):
        requested("lena@families.example", conditions=(f"Illness {number}",))
    assert [answered() for _ in range(5)] == [1, 0, 0, 0, 0]
    assert mails().count() == 1
    left = Subscription.objects.get()
    assert left.condition_names == ["Illness 199"]
    assert left.token("confirm") in mails().get().body_text


def test_addresses_do_not_share_their_allowance():
    for number in range(20):
        requested(f"family{number}@families.example")
    assert answered() == 20


def test_the_mail_goes_with_those_that_people_wait_for_and_names_no_illness():
    requested(conditions=("Lupus",))
    answered()
    mail = mails().get()
    assert mail.queue == Queue.ENQUIRIES
    assert mail.subject == "Please confirm: news about trials"
    assert "upus" not in mail.body_text + mail.body_html


def test_a_second_child_is_asked_about_on_the_next_day():
    first = requested("lena@families.example")
    answered()
    confirm(subscription=first, now=NOW)
    requested("lena@families.example", now=NOW, conditions=("Asthma",))
    assert answered(NOW + timedelta(hours=1)) == 0
    assert answered(NOW + timedelta(hours=23)) == 0
    assert answered(NOW + DAY + timedelta(minutes=1)) == 1
    assert mails().count() == 2


def test_a_known_subscriber_is_asked_again_for_another_wish():
    subscriber("lena@families.example", now=NOW - 3 * DAY)
    requested("lena@families.example", conditions=("Asthma",))
    assert answered() == 1
