"""Feeds: a condition under any of its names, new and changed studies first."""

from datetime import timedelta

import pytest
from django.test import Client
from lxml import etree

from tests import factories
from trials.importing.actions.conditions import write_conditions
from trials.models import Study

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def studies() -> list[Study]:
    found = []
    for number in range(3):
        study = factories.Study(
            conditions=["Systemic Lupus Erythematosus"],
            changed_at=factories.NOW + timedelta(hours=number),
        )
        write_conditions(study)
        found.append(study)
    return found


def entries(client: Client, name: str, prefix: str = "") -> list[etree._Element]:
    answer = client.get(f"{prefix}/feeds/conditions/{name}/")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content).xpath("//a:entry", namespaces=ATOM)


@pytest.mark.parametrize(
    "name", ["systemic-lupus-erythematosus", "SLE", "lupus-erythematosus-systemic"]
)
def test_a_condition_answers_to_any_of_its_names(client: Client, studies, name):
    found = [one.findtext("a:id", namespaces=ATOM) for one in entries(client, name)]
    assert found == [
        f"http://testserver/trials/{one.registry_id}/" for one in reversed(studies)
    ]


def test_it_says_when_a_study_changed_and_how_sure_one_can_be(client, studies):
    entry = entries(client, "sle")[0]
    changed = entry.findtext("a:updated", namespaces=ATOM)
    assert changed == studies[-1].changed_at.isoformat()
    assert entry.findtext("a:summary", namespaces=ATOM)


def test_it_speaks_the_language_of_its_address(client: Client, studies):
    entry = entries(client, "sle", "/zh-hans")[0]
    link = entry.find("a:link", namespaces=ATOM).get("href")
    assert link.startswith("http://testserver/zh-hans/trials/")


def test_a_condition_without_studies_has_no_feed(client: Client, studies):
    assert client.get("/feeds/conditions/asthma/").status_code == 404
    Study.objects.update(is_published=False)
    assert client.get("/feeds/conditions/sle/").status_code == 404


def test_a_reader_that_comes_again_is_told_that_nothing_changed(client, studies):
    first = client.get("/feeds/conditions/sle/")
    seen = {"If-None-Match": first["ETag"]}
    assert client.get("/feeds/conditions/sle/", headers=seen).status_code == 304
