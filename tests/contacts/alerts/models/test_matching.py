"""The ledger takes a household and a study once, whoever queues and however often."""

import pytest

from contacts.alerts.models.matching import queue_news
from contacts.models import Alert
from tests.alerts import SOON, queued, study, subscriber
from trials.models import StudyNews

pytestmark = pytest.mark.django_db


def queue_all_news() -> int:
    ids = list(StudyNews.objects.values_list("pk", flat=True))
    return queue_news(ids, SOON, SOON)


def test_the_same_news_twice_queue_one_alert():
    subscriber()
    study()
    assert queued() == 1
    before = Alert.objects.values().get()
    assert queue_all_news() == 0
    assert Alert.objects.values().get() == before


def test_two_subscriptions_of_a_mailbox_make_one_alert_for_the_older():
    first = subscriber("home@families.example")
    subscriber("home@families.example", conditions=("SLE",))
    study()
    assert queued() == 1
    assert Alert.objects.get().subscription == first
    assert queue_all_news() == 0
