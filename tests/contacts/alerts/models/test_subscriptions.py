"""Which subscriptions live, whose link is whose, and what no row may say."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from contacts.models import Subscription, SubscriptionState
from tests.alerts import HANGZHOU, requested, subscriber
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_only_who_confirmed_and_did_not_stop_is_alive():
    subscriptions = {state: subscriber() for state in SubscriptionState.values}
    for state, one in subscriptions.items():
        Subscription.objects.filter(pk=one.pk).update(state=state)
    alive = {one.state for one in Subscription.objects.alive()}
    assert alive == {"ACTIVE", "PAUSED"}
    assert {one.state for one in Subscription.objects.active()} == {"ACTIVE"}
    assert {one.state for one in Subscription.objects.all() if one.is_alive} == alive


def test_a_link_opens_one_page_of_one_person():
    one, _other = subscriber(), subscriber()
    token = one.token("manage")
    assert Subscription.objects.by_token("manage", token).get() == one
    assert not Subscription.objects.by_token("unsubscribe", token)


def test_a_request_waits_for_its_answer_until_its_time():
    one = requested()
    assert not Subscription.objects.unanswered(NOW - timedelta(seconds=1))
    assert Subscription.objects.unanswered(NOW).get() == one


@pytest.mark.parametrize(
    "values",
    [
        {"state": "GONE"},
        {"state": "ACTIVE", "confirmed_at": None},
        {"birth_year": 2015, "birth_month": 13},
        {"birth_year": 2015, "birth_month": None},
        {"birth_year": None, "birth_month": 5},
        {"nearness": None},
    ],
)
def test_the_database_refuses_what_makes_no_sense(values):
    one = subscriber(point=HANGZHOU)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.filter(pk=one.pk).update(**values)
