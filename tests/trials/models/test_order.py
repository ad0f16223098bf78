"""The database orders studies by their tones exactly as they are judged."""

from datetime import date, timedelta

import pytest

from tests import factories
from trials.freshness.tones import RANKS
from trials.models import OverallStatus, Study

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)
KINDS = [
    {},
    {"completion_date": "2026-10"},
    {"completion_date": "2026-11"},
    {"last_update_date": "2024-01-01", "status_verified_date": "2024-01"},
    {"last_update_date": "2025-06-01", "status_verified_date": ""},
    {"has_open_site": False},
    {"is_team_silent": True},
    {"team_closed_on": TODAY},
    {"team_confirmed_on": TODAY - timedelta(days=90), "completion_date": "2020-01"},
    {"team_confirmed_on": TODAY - timedelta(days=91), "completion_date": "2020-01"},
    {"vanished_at": factories.NOW},
]


@pytest.fixture
def studies() -> list[Study]:
    """Every state with every kind of days and words."""
    usual = {"last_update_date": "2026-11-01", "status_verified_date": "2026-10"}
    made = [
        factories.Study.build(overall_status=status, **{**usual, **kind})
        for status in OverallStatus.values
        for kind in KINDS
    ]
    for study in made:
        study.set_turning_days()
    return Study.objects.bulk_create(made)


@pytest.mark.parametrize("later", [0, 1, 200, 900])
def test_both_orders_are_one(studies, later):
    today = TODAY + timedelta(days=later)
    found = list(Study.objects.surest_first(today, "registry_id"))
    ranks = [RANKS[study.judged(today).tone] for study in found]
    assert ranks == sorted(ranks)
    assert len(found) == len(studies)
    assert len(set(ranks)) > 2


def test_invented_studies_stand_behind_real_ones():
    factories.Study(registry_id="NCT00000001", overall_status="COMPLETED")
    factories.Study(registry_id="NCT00000002", is_fictional=True)
    first, then = Study.objects.surest_first(TODAY)
    assert not first.is_fictional
    assert then.is_fictional


def test_home_and_search_show_the_surest_first(client, studies):
    for path in ("/", "/trials/", "/trials/?status=all", "/trials/?place=Hangzhou"):
        answer = client.get(path)
        cards = answer.context.get("cards", [])
        shown = [card["study"] for card in cards] or answer.context["studies"]
        ranks = [RANKS[study.tone] for study in shown]
        assert ranks
        assert ranks == sorted(ranks), path


def test_a_card_says_no_more_than_is_sure(client):
    factories.Study(last_update_date="2023-06-01", completion_date="2025-03")
    study = Study.objects.get()
    study.set_turning_days()
    study.save()
    page = client.get("/trials/").content.decode()
    assert "Probably over" in page
    assert "In the record: Recruiting" in page
    assert "is-open" not in page
