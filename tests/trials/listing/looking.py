"""Studies to look for, and how a test looks for them."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from tests import factories

needs_gazetteer = pytest.mark.skipif(
    not settings.GAZETTEER_PATH.is_file(), reason="script/setup builds the gazetteer"
)
SLE = {"id": "D008180", "term": "Lupus Erythematosus, Systemic", "is_ancestor": False}
SEARCH = "/trials/"


@pytest.fixture
def studies() -> None:
    """Lupus in Hangzhou and in Illinois, asthma in Berlin, and one that is over."""
    lupus = {
        "conditions": ["Systemic Lupus Erythematosus"],
        "condition_terms": [SLE],
        "study_type": "INTERVENTIONAL",
    }
    near = factories.Study(
        registry_id="NCT90000001",
        brief_title="Cells for lupus",
        minimum_age="5 Years",
        minimum_age_days=1826,
        phases=["PHASE1"],
        **lupus,
    )
    factories.StudySite(study=near)
    far = factories.Study(
        registry_id="NCT90000002",
        brief_title="Tablets for lupus",
        phases=["PHASE3"],
        sex="FEMALE",
        **lupus,
    )
    place = {"city": "Springfield", "state": "Illinois", "country": "US"}
    factories.StudySite(study=far, latitude=39.8, longitude=-89.64, **place)
    factories.Study(
        registry_id="NCT90000003",
        brief_title="Lupus long ago",
        overall_status="COMPLETED",
        **lupus,
    )
    factories.Study(
        registry_id="NCT90000004",
        brief_title="Breathing with asthma",
        conditions=["Asthma"],
        condition_terms=[{"id": "D001249", "term": "Asthma", "is_ancestor": False}],
    )
    call_command("index_studies", verbosity=0)


def posted(client: Client, **typed: str) -> str:
    """Post the form and return the address that it leads to."""
    answer = client.post(SEARCH, typed)
    assert answer.status_code == 303
    return answer["Location"]


def titles(page: str) -> list[str]:
    cards = page.partition('<ul class="found-cards">')[2]
    return re.findall(r"<h3>\s*<a[^>]*>([^<]+)</a>", cards)


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())
