"""Mails that come back, are called unwanted, or cannot be left: the alerts stop."""

import base64
import json
from datetime import timedelta

import pytest
from django.test import Client

from contacts.alerts.actions.erasing import tidy_subscriptions
from contacts.alerts.actions.mailing.composing import compose_mails
from contacts.alerts.actions.mailing.sending import send_bulk
from contacts.alerts.actions.subscriptions import stop
from contacts.conversation.actions.letters.reading import read_reports
from contacts.conversation.actions.lost_mails.bounces import take_reports
from contacts.models import (
    DeadAddress,
    OutgoingEmail,
    Purpose,
    StopReason,
    Subscription,
    from_now,
)
from tests.alerts import SOON, answered, queued, requested, study, subscriber
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = base64.b64encode(b"portal:a-secret-of-the-tests").decode()
DAY = timedelta(days=1)
BOX = "lena@families.example"
BOUNCE = {"RecordType": "Bounce", "Type": "HardBounce", "ID": 1, "Email": BOX}
COMPLAINT = {"RecordType": "SpamComplaint", "Type": "SpamComplaint", "ID": 2}
CHANGE = {"RecordType": "SubscriptionChange", "SuppressSending": True}


def reported(values: dict[str, object]) -> None:
    """Let the provider report on the mail that it calls pm-1."""
    said = {"MessageID": "pm-1", "Email": BOX, "Recipient": BOX, **values}
    answer = Client().post(
        "/webhooks/postmark/tracking/",
        json.dumps(said),
        content_type="application/json",
        headers={"Authorization": f"Basic {SECRET}"},
    )
    assert answer.status_code == 200
    read_reports(now=SOON)
    take_reports(now=SOON, by="worker")


def mailed(purpose: str = Purpose.ALERTS) -> None:
    """Let the newest mail leave under the provider's name pm-1."""
    mail = OutgoingEmail.objects.filter(purpose=purpose).latest("pk")
    OutgoingEmail.objects.filter(pk=mail.pk).update(
        state="SENT", sent_at=SOON, provider_id="pm-1"
    )


def states() -> dict[str, tuple[str, str]]:
    rows = Subscription.objects.order_by("pk")
    return {one.email: (one.state, one.stop_reason) for one in rows}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (BOUNCE, StopReason.UNDELIVERABLE),
        (COMPLAINT, StopReason.UNDELIVERABLE),
        ({**CHANGE, "SuppressionReason": "ManualSuppression"}, StopReason.UNSUBSCRIBED),
    ],
)
def test_a_providers_report_stops_all_alerts_of_the_address(said, reason):
    subscriber(BOX)
    subscriber("outsider@families.example")
    study()
    queued()
    compose_mails(now=SOON, limit=1)
    mailed()
    reported(said)
    assert states() == {
        BOX: ("STOPPED", reason),
        "outsider@families.example": ("ACTIVE", ""),
    }


def test_who_complained_is_never_asked_again_and_others_are():
    known = subscriber(BOX, now=NOW - 3 * DAY).household
    DeadAddress.objects.create(address_hash=known, kind="bounced", since=NOW)
    study()
    queued()
    compose_mails(now=SOON, limit=1)
    mailed()
    reported(COMPLAINT)
    assert DeadAddress.objects.get().kind == "complained"
    requested(BOX)
    requested("outsider@families.example")
    assert answered() == 1
    assert answered(NOW + 2 * DAY) == 0
    to = OutgoingEmail.objects.get(purpose=Purpose.CONFIRM_ALERTS).to_address
    assert to == "outsider@families.example"


def test_an_address_that_only_bounced_may_be_asked_again():
    """It may have been full, or mistyped at the provider."""
    DeadAddress.objects.create(
        address_hash=requested(BOX).household, kind="bounced", since=NOW
    )
    assert answered() == 1


def test_a_request_whose_mail_bounced_goes_after_a_week():
    requested(BOX)
    answered()
    mailed(Purpose.CONFIRM_ALERTS)
    reported(BOUNCE)
    assert Subscription.objects.get().state == "STOPPED"
    assert tidy_subscriptions(now=NOW + 6 * DAY, by="worker") == 0
    assert tidy_subscriptions(now=NOW + 7 * DAY, by="worker") == 1


def test_a_server_that_refuses_a_mailbox_for_weeks_stops_its_alerts(mail_to_sink):
    """A bare 550 once may be about our own server."""
    subscriber(BOX)
    mail_to_sink.mode = "bar"
    found = []
    for week in range(3):
        now = SOON + week * 7 * DAY
        study()
        queued(now)
        send_bulk(now=now, by="worker", seconds=5)
        take_reports(now=now, by="worker")
        found.append(Subscription.objects.get().state)
    assert found == ["ACTIVE", "ACTIVE", "STOPPED"]
    assert OutgoingEmail.objects.filter(state="FAILED").count() == 3


def test_a_mail_that_arrived_forgives_the_failures_before(mail_to_sink):
    subscriber(BOX)
    for week, mode in enumerate(["bar", "bar", "accept", "bar"]):
        mail_to_sink.mode = mode
        now = SOON + week * 7 * DAY
        study()
        queued(now)
        send_bulk(now=now, by="worker", seconds=5)
    assert Subscription.objects.get().state == "ACTIVE"


def test_mails_that_could_not_be_left_are_forgotten_after_three_months():
    subscription = subscriber(BOX)
    study()
    queued()
    compose_mails(now=SOON, limit=1)
    OutgoingEmail.objects.update(state="FAILED")
    tidy_subscriptions(now=SOON + 89 * DAY, by="worker")
    assert subscription.emails.exists()
    tidy_subscriptions(now=SOON + 90 * DAY, by="worker")
    assert not subscription.emails.exists()


@pytest.mark.parametrize("state", ["QUEUED", "RETRYING", "SENDING"])
def test_after_a_stop_no_warning_leaves(mail_to_sink, state):
    subscription = subscriber(BOX)
    tidy_subscriptions(now=NOW + 701 * DAY, by="worker")
    assert OutgoingEmail.objects.get().purpose == Purpose.ALERTS_END_SOON
    over = from_now(timedelta(seconds=-1))
    OutgoingEmail.objects.update(state=state, next_attempt_at=over)
    stop(subscription=subscription, now=NOW, by="subscriber")
    assert send_bulk(now=NOW, by="worker", seconds=5) == 0
    assert mail_to_sink.mails == []


def test_the_warning_leaves_without_a_stop_and_with_a_way_to_stop(mail_to_sink):
    subscription = subscriber(BOX)
    tidy_subscriptions(now=NOW + 701 * DAY, by="worker")
    assert send_bulk(now=NOW, by="worker", seconds=5) == 1
    (arrived,) = mail_to_sink.mails
    path = f"/alerts/unsubscribe/{subscription.token('unsubscribe')}/"
    assert arrived["List-Unsubscribe"].strip() == f"<http://testserver{path}>"
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
