"""A process is warm before it serves, and nothing was written for it."""

import gc

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from contacts import warming
from contacts.enquiries.urgency.families import any_word, words_by_beginning
from contacts.models import Enquiry, OutgoingEmail
from portal.lib.longselect import ready_countries
from tests import factories

READY = (words_by_beginning, any_word, ready_countries)
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def _cold():
    for one in READY:
        one.cache_clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_cold")
@pytest.mark.parametrize("has_team", [True, False])
def test_what_a_message_needs_is_there_and_nothing_was_written(settings, has_team):
    site = factories.site_with_contact()
    if has_team:
        factories.staff([site])
    with CaptureQueriesContext(connection) as asked:
        warming.go_through(get_wsgi_application())
    assert not [one for one in asked if one["sql"].startswith(WRITES)]
    assert not Enquiry.objects.exists()
    assert not OutgoingEmail.objects.exists()
    assert ready_countries.cache_info().currsize >= len(settings.LANGUAGES)
    # Those with which the made-up words begin, and far from all.
    many = len(words_by_beginning())
    assert many / 100 < any_word.cache_info().currsize < many / 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_cold")
def test_without_a_study_the_first_page_is_all():
    warming.go_through(get_wsgi_application())
    assert any_word.cache_info().currsize == 0


def test_a_database_that_is_away_stops_nothing(monkeypatch):
    told: list[str] = []

    def away(_application):
        raise DatabaseError("away")

    monkeypatch.setattr(warming, "go_through", away)
    monkeypatch.setattr(warming.log, "exception", told.append)
    monkeypatch.setattr(warming.connections, "close_all", lambda: None)
    warming.warm(get_wsgi_application())
    gc.unfreeze()
    assert told == ["the process could not be warmed"]
