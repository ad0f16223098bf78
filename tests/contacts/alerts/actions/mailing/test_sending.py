"""Alerts leave as mails: gathered, capped, looked at again, stopped by one click."""

from datetime import UTC, datetime, timedelta

import pytest

from contacts.alerts.actions.changing import keep, pause
from contacts.alerts.actions.mailing.composing import CAP, compose_mails
from contacts.alerts.actions.mailing.sending import send_bulk
from contacts.alerts.actions.subscriptions import stop, stop_address
from contacts.models import (
    Alert,
    AlertState,
    OutgoingEmail,
    Pace,
    Purpose,
    Subscription,
    address_hash,
)
from tests import factories
from tests.alerts import HANGZHOU, SOON, queued, study, subscriber
from tests.factories import accepted
from trials.models import OverallStatus, Study

pytestmark = pytest.mark.django_db(transaction=True)
LATER = SOON + timedelta(hours=2)


def mails() -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.filter(purpose=Purpose.ALERTS).order_by("pk"))


def sent(now: datetime = SOON) -> int:
    return send_bulk(now=now, by="worker", seconds=5)


def states() -> list[str]:
    return list(Alert.objects.order_by("pk").values_list("state", flat=True))


def test_a_mail_says_what_is_new_where_why_and_how_to_stop(mail_to_sink):
    subscription = subscriber("lena@families.example", point=HANGZHOU)
    study(brief_title="Rest in lupus", minimum_age="5 Years")
    queued()
    assert sent() == 1
    (arrived,) = mail_to_sink.mails
    assert mail_to_sink.recipients == ["lena@families.example"]
    assert arrived["Subject"] == "News you asked Trial Portal for"
    link = f"http://testserver/alerts/unsubscribe/{subscription.token('unsubscribe')}/"
    assert arrived["List-Unsubscribe"].strip() == f"<{link}>"
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("plain", "html"):
        text = arrived.get_body((kind,)).get_content()
        for words in (
            "Rest in lupus",
            "This trial is new here.",
            "5 years and older",
            "Example Hospital, Hangzhou, China (in or near this town)",
            "you asked for news about Lupus.",
            f"/alerts/manage/{subscription.token('manage')}/",
            link,
        ):
            assert words in " ".join(text.split())
    assert states() == [AlertState.MAILED]
    assert sent(LATER) == 0


def test_mails_are_in_the_subscribers_language(mail_to_sink):
    subscriber(language="zh-hans", conditions=("狼疮",))
    study()
    queued()
    sent()
    text = mail_to_sink.mails[0].get_body(("plain",)).get_content()
    assert "这是本站新发布的试验。" in text
    assert "/zh-hans/trials/NCT" in text


def test_one_mail_holds_so_many_and_counts_the_rest():
    subscriber()
    for _ in range(CAP + 3):
        study()
    assert queued() == CAP + 3
    compose_mails(now=SOON, limit=9)
    (mail,) = mails()
    assert mail.body_text.count("This trial is new here.") == CAP
    assert "3 more trials stand on your page" in mail.body_text
    assert set(states()) == {AlertState.MAILED}


def test_nobody_gets_two_mails_within_an_hour():
    subscriber()
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    study()
    queued()
    assert compose_mails(now=SOON + timedelta(minutes=30), limit=9) == 0
    assert compose_mails(now=LATER, limit=9) == 1


def test_a_weekly_mail_waits_for_monday():
    subscriber(pace=Pace.WEEKLY)
    study()
    study()
    queued()
    assert compose_mails(now=datetime(2026, 11, 30, 7, tzinfo=UTC), limit=9) == 0
    assert compose_mails(now=datetime(2026, 11, 30, 9, tzinfo=UTC), limit=9) == 1
    assert mails()[0].body_text.count("new here") == 2


def test_a_trial_hidden_or_asked_about_since_is_left_out():
    subscriber("lena@families.example")
    hidden, over, asked, good = (study() for _ in range(4))
    queued()
    Study.objects.filter(pk=hidden.pk).update(is_published=False)
    Study.objects.filter(pk=over.pk).update(overall_status=OverallStatus.WITHDRAWN)
    accepted(factories.site_with_contact(study=asked), email="lena@families.example")
    compose_mails(now=SOON, limit=9)
    (mail,) = mails()
    assert good.registry_id in mail.body_text
    assert mail.body_text.count("/trials/NCT") == 1
    assert states() == ["MAILED"]


def test_a_mail_that_became_untrue_is_taken_back_and_written_anew(mail_to_sink):
    subscriber()
    one, other = study(), study()
    queued()
    compose_mails(now=SOON, limit=9)
    Study.objects.filter(pk=one.pk).update(is_published=False)
    assert sent() == 0
    assert mails() == []
    Subscription.objects.update(mailed_at=None)
    assert sent() == 1
    text = mail_to_sink.mails[0].get_body(("plain",)).get_content()
    assert other.registry_id in text
    assert one.registry_id not in text


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(
            lambda one: stop(subscription=one, now=SOON, by="subscriber"), id="stop"
        ),
        pytest.param(lambda one: pause(subscription=one, now=SOON), id="pause"),
    ],
)
def test_who_stops_between_queue_and_sending_gets_nothing(mail_to_sink, step):
    subscription = subscriber()
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    step(subscription)
    assert sent() == 0
    assert mail_to_sink.mails == []


def test_what_waited_comes_after_a_pause(mail_to_sink):
    subscription = subscriber()
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    pause(subscription=subscription, now=SOON)
    keep(subscription=subscription, now=SOON)
    assert sent(LATER) == 1


def test_a_state_that_changed_under_a_waiting_mail_is_seen_when_it_goes(mail_to_sink):
    """As if the row had been stopped by other means than the action."""
    subscriber()
    study()
    queued()
    compose_mails(now=SOON, limit=9)
    Subscription.objects.update(state="STOPPED", stopped_at=SOON)
    assert sent() == 0
    assert mail_to_sink.mails == []


def test_a_bounce_stops_all_that_goes_to_an_address(mail_to_sink):
    subscriber("lena@families.example")
    subscriber("Lena@families.example", conditions=("Asthma",))
    subscriber("outsider@families.example")
    study()
    study(conditions=["Asthma"])
    queued()
    known = address_hash("LENA@families.example")
    assert stop_address(address_hash=known, now=SOON, by="webhook") == 2
    assert stop_address(address_hash=known, now=SOON, by="webhook") == 0
    assert sent() == 1
    assert mail_to_sink.recipients == ["outsider@families.example"]
