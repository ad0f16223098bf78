"""A request is noted the same for everybody; confirming begins it once."""

import pytest

from contacts.alerts.actions.subscribing import confirm
from contacts.alerts.actions.wishing import on_ball
from contacts.models import Subscription, SubscriptionState
from portal.lib.tokens import token_hash
from tests.alerts import HANGZHOU, SHANGHAI, SOON, requested
from trials.places.nearest import EARTH_KM, distance_km

pytestmark = pytest.mark.django_db


def test_a_request_keeps_hashes_of_its_links_and_says_nothing_yet():
    one = requested(conditions=("Lupus", "SLE", "Asthma"))
    assert one.state == SubscriptionState.REQUESTED
    assert one.manage_hash == token_hash(one.token("manage"))
    assert len({one.manage_hash, one.confirm_hash, one.unsubscribe_hash}) == 3
    # Two names of one illness are one wish, in the words that came first.
    assert one.condition_names == ["Lupus", "Asthma"]


def test_the_same_address_makes_another_request():
    requested("home@families.example")
    requested("home@families.example")
    assert Subscription.objects.values("household").distinct().count() == 1
    assert Subscription.objects.count() == 2


def test_confirming_begins_it_the_first_time_only():
    one = requested()
    assert confirm(subscription=one, now=SOON)
    assert not confirm(subscription=one, now=SOON)
    one.refresh_from_db()
    assert (one.state, one.confirmed_at) == (SubscriptionState.ACTIVE, SOON)


def test_a_product_of_points_says_whether_a_place_is_near_enough():
    far = distance_km(HANGZHOU, SHANGHAI)
    for km, is_near in ((far + 1, True), (far - 1, False)):
        one, other = on_ball(HANGZHOU, km), on_ball(SHANGHAI, 1)
        product = sum(one[axis] * other[axis] for axis in "xyz")
        assert (product >= one["nearness"]) is is_near
    assert on_ball(HANGZHOU, round(EARTH_KM))["nearness"] < 1
    assert set(on_ball(None, 100).values()) == {None}
