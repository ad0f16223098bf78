"""The first page: real trials first, what opened lately, how fast one is answered."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from contacts.console.told_publicly import FEWEST, AnsweredLately, answered_lately
from contacts.models import Enquiry
from tests import factories
from trials.listing.home import home_context

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


def names(cards: list) -> list[str]:
    return [card["study"].registry_id for card in cards]


def test_real_trials_stand_before_invented_ones(client: Client):
    factories.Study(registry_id="NCT90000002", is_fictional=True)
    assert "<details" not in client.get("/").content.decode()
    factories.Study(registry_id="NCT90000001")
    shown = home_context(TODAY, "en")
    assert (names(shown["cards"]), names(shown["invented"])) == (
        ["NCT90000001"],
        ["NCT90000002"],
    )
    page = client.get("/").content.decode()
    assert (
        page.index("NCT90000001") < page.index("<details") < page.index("NCT90000002")
    )


def test_what_opened_lately_is_recruiting_and_begun():
    began = {
        "NCT90000001": "2026-11",
        "NCT90000002": "2026-11-20",
        "NCT90000003": "2026-12-01",
        "NCT90000004": "2026-01",
    }
    for number, day in began.items():
        factories.Study(registry_id=number, start_date=day)
    waits = {"start_date": "2026-11", "overall_status": "NOT_YET_RECRUITING"}
    factories.Study(registry_id="NCT90000005", **waits)
    assert names(home_context(TODAY, "en")["opened"]) == ["NCT90000002", "NCT90000001"]


def test_both_searches_lead_to_trials(client: Client):
    page = client.get("/").content.decode()
    assert 'id="id_q"' in page
    assert 'id="number_q"' in page
    assert page.count('action="/trials/"') == 2


def test_how_fast_one_is_answered_is_told_of_enough_families_only(client: Client):
    now = timezone.now()
    for _ in range(FEWEST):
        factories.accepted()
    cache.clear()
    assert answered_lately(now) is None
    assert "In the last twelve weeks" not in client.get("/").content.decode()
    day = now - timedelta(days=20)
    answer = day + timedelta(days=1, hours=2)
    Enquiry.objects.update(created_at=day, first_answered_at=answer)
    cache.clear()
    assert answered_lately(now) == AnsweredLately(FEWEST, 2)
    words = f"teams answered {FEWEST} messages, half of them within 2 days"
    assert words in " ".join(client.get("/").content.decode().split())
    # An invented study's families are nobody's.
    factories.Study._meta.model.objects.update(is_fictional=True)
    cache.clear()
    assert answered_lately(now) is None


@pytest.mark.parametrize("path", ["/", "/trials/", "/trials/NCT90000002/"])
def test_an_invented_trial_never_wears_the_mark_of_an_open_one(client: Client, path):
    factories.Study(registry_id="NCT90000002", is_fictional=True)
    page = client.get(path).content.decode()
    assert '<li class="badge">Invented: Recruiting</li>' in page
    assert 'class="badge is-open"' not in page
    factories.Study(registry_id="NCT90000001")
    assert 'class="badge is-open"' in client.get("/trials/").content.decode()
