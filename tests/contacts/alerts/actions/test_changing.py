"""What is no longer wished goes; what happened during a pause is not lost."""

from datetime import timedelta

import pytest

from contacts.alerts.actions.changing import change, keep, pause
from contacts.alerts.actions.exporting import export_all
from contacts.models import Alert, SubscriptionState
from tests.alerts import SOON, queued, study, subscriber, wishes

pytestmark = pytest.mark.django_db


def test_what_waits_and_is_no_longer_wished_goes():
    one = subscriber()
    study()
    queued()
    change(subscription=one, wishes=wishes(conditions=("Gout",)), now=SOON)
    assert one.condition_names == ["Gout"]
    assert not Alert.objects.exists()


def test_a_pause_holds_back_and_going_on_brings_what_happened():
    one = subscriber()
    pause(subscription=one, now=SOON)
    one.refresh_from_db()
    assert (one.state, one.held_since) == (SubscriptionState.PAUSED, SOON)
    study()
    later = SOON + timedelta(days=2)
    assert queued(later) == 0
    keep(subscription=one, now=later)
    one.refresh_from_db()
    assert (one.state, one.held_since) == (SubscriptionState.ACTIVE, None)
    assert Alert.objects.get().subscription == one


def test_a_file_holds_all_but_the_secrets_of_the_links():
    one = subscriber(birth_year=2016, birth_month=3)
    made = study()
    queued()
    data = export_all(subscription=one)
    assert data["email"] == one.email
    assert data["conditions"] == ["Lupus"]
    assert data["alerts"][0]["trial"] == made.registry_id
    assert not set(data) & {"secret", "household", "manage_hash", "confirm_hash"}
