"""What a subscriber's own page holds, and what the download does."""

import json

import pytest
from django.test import Client

from contacts.alerts.actions.changing import pause
from contacts.alerts.actions.mailing.composing import compose_mails
from contacts.models import Alert, OutgoingEmail, Subscription
from tests.alerts import SOON, queued, study, subscriber
from tests.factories import NOW

pytestmark = pytest.mark.django_db
# Keys of the links, and hashes of what the download says in words.
NOT_TOLD = {
    *("id", "secret", "household"),
    *("confirm_hash", "manage_hash", "unsubscribe_hash"),
}


def fields(model: type) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def own_page(subscription: Subscription) -> str:
    return f"/alerts/manage/{subscription.token('manage')}/"


def test_a_download_leaves_nothing_out(client: Client):
    subscription = subscriber()
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    data = json.loads(client.get(f"{own_page(subscription)}download/").content)
    alert, mail = data.pop("alerts")[0], data.pop("mails")[0]
    assert data.pop("conditions") == ["Lupus"]
    assert set(data) == fields(Subscription) - NOT_TOLD
    named = {"trial": "study", "because": "trigger", "at": "created_at"}
    told = {named.get(name, name) for name in alert}
    assert told == fields(Alert) - {"id", "subscription", "household", "mail"}
    assert mail["text"] == OutgoingEmail.objects.get().body_text
    assert mail["to"] == subscription.email


def test_who_paused_can_keep_their_alerts_without_waking_them(client: Client):
    subscription = subscriber()
    pause(subscription=subscription, now=NOW)
    path = own_page(subscription)
    assert "Keep my alerts" not in client.get(path).content.decode()
    Subscription.objects.update(warned_at=NOW)
    assert "Keep my alerts, but stay paused" in client.get(path).content.decode()
    client.post(f"{path}pause/")
    subscription.refresh_from_db()
    assert (subscription.state, subscription.warned_at) == ("PAUSED", None)
    assert subscription.active_at > NOW


def test_erasing_one_of_two_says_what_the_other_keeps(client: Client):
    one, other = (subscriber("lena@families.example") for _ in range(2))
    words = "Your other request for this address goes on"
    shown = client.post(f"{own_page(one)}erase/").content.decode()
    assert words in shown
    assert words not in client.post(f"{own_page(other)}erase/").content.decode()
