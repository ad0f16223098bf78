"""Structured data: valid, harmless, and never more than the page beside it says."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from tests import factories
from tests.trials.pages.found.schema_org import faults, graph_of
from trials.models import SiteStatus, Study
from trials.pages.found.block import linked_block
from trials.pages.found.places import MOST

pytestmark = pytest.mark.django_db
PAGE = "/trials/NCT90000001/"
LONG_AGO = (datetime.now(UTC) - timedelta(days=450)).date().isoformat()
OLD = {"last_update_date": LONG_AGO, "status_verified_date": LONG_AGO[:7]}


@pytest.fixture
def study() -> Study:
    today = timezone.localdate().isoformat()
    site = factories.site_with_contact(
        study__registry_id="NCT90000001",
        study__last_update_date=today,
        study__status_verified_date=today[:7],
        study__completion_date="2099-01",
        study__study_type="INTERVENTIONAL",
        study__facts={"allocation": "RANDOMIZED", "masking": "DOUBLE"},
    )
    return site.study


def trial(client: Client, path: str = PAGE) -> dict:
    page = client.get(path).content
    return graph_of(page)["MedicalTrial"]


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}sites/", f"/zh-hans{PAGE}"])
def test_it_is_of_schema_org(client: Client, study, path):
    graph = graph_of(client.get(path).content)
    assert set(graph) == {"MedicalTrial", "Organization", "BreadcrumbList"}
    assert [fault for node in graph.values() for fault in faults(node)] == []


def test_the_checker_finds_faults(study):
    assert faults({"@type": "MedicalTrial", "phase": "2"})
    assert faults({"@type": "MedicalTrial", "status": "https://schema.org/Open"})
    assert faults({"@type": "MedicalTrial", "sponsor": "Example University"})
    assert faults({"@type": "Trial"})


def test_what_it_says_of_a_study(client: Client, study):
    node = trial(client)
    page = html.fromstring(client.get(PAGE).content)
    assert node["code"]["codeValue"] == "NCT90000001"
    assert node["url"] == "http://testserver" + PAGE
    assert node["sameAs"] == study.registry_url
    assert node["name"] == page.findtext(".//h1")
    assert page.xpath("//meta[@name='description']/@content") == [node["description"]]
    assert [one["name"] for one in node["healthCondition"]] == study.conditions
    assert node["sponsor"]["name"] == study.sponsor
    assert node["status"] == "https://schema.org/Recruiting"
    assert node["trialDesign"] == [
        f"https://schema.org/{one}"
        for one in ("RandomizedTrial", "DoubleBlindedTrial", "SingleCenterTrial")
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (OLD, "Ask first"),
        ({**OLD, "completion_date": "2021-01"}, "Probably over"),
        ({"overall_status": "COMPLETED"}, "https://schema.org/Completed"),
        ({"overall_status": "WITHHELD"}, "Takes no new people"),
        ({"team_closed_on": "2026-01-01"}, "Takes no new people"),
    ],
)
def test_its_state_is_never_better_than_the_pages(client: Client, study, change, said):
    Study.objects.update(**change)
    page = client.get(PAGE).content.decode()
    assert graph_of(page.encode())["MedicalTrial"]["status"] == said
    shown = html.fromstring(page).xpath("//ul[@class='badges']/li/text()")
    assert said.startswith("https") or said in {one.strip() for one in shown}


def test_each_place_has_the_state_that_the_page_shows(client: Client, study):
    factories.StudySite(study=study, city="Berlin", status=SiteStatus.COMPLETED)
    today = timezone.localdate()
    factories.StudySite(study=study, city="Basel", team_closed_on=today)
    page = client.get(PAGE).content
    places = graph_of(page)["MedicalTrial"]["studyLocation"]
    said = {
        one["address"]["addressLocality"]: one["additionalProperty"]["value"]
        for one in places
    }
    assert said == {
        "Hangzhou": "Recruiting",
        "Berlin": "Finished",
        "Basel": "Takes nobody any more",
    }
    badges = html.fromstring(page).xpath("//section[@id='sites']//*[@class]/text()")
    shown = {text.strip() for text in badges}
    assert set(said.values()) <= shown


def test_a_study_that_is_over_has_no_open_place(client: Client, study):
    Study.objects.update(overall_status="COMPLETED")
    assert "Recruiting" not in json.dumps(trial(client))


def test_the_page_of_places_names_those_that_it_lists(client: Client, study):
    factories.StudySite(study=study, city="Berlin", status=SiteStatus.COMPLETED)
    places = trial(client, f"{PAGE}sites/")["studyLocation"]
    assert [one["address"]["addressLocality"] for one in places] == ["Hangzhou"]


def test_it_stays_small(client: Client, study):
    for _number in range(MOST):
        factories.StudySite(study=study)
    assert "studyLocation" not in trial(client)


def test_nothing_in_a_record_ends_the_block(client: Client, study):
    evil = "</script><script>alert(1)</script><!-- \u2028 &amp;"
    Study.objects.update(brief_title=evil, sponsor=evil, conditions=[evil])
    page = client.get(PAGE).content
    assert b"alert(1)</script>" not in page
    assert graph_of(page)["MedicalTrial"]["sponsor"]["name"] == evil
    assert linked_block([]) == ""


def test_an_invented_study_is_no_trial(client: Client, study):
    Study.objects.update(is_fictional=True)
    assert graph_of(client.get(PAGE).content) == {}


def test_nobody_is_named_whom_the_page_does_not_name(client: Client, study):
    """A made-up hospital runs nothing; a real one is named as in its imprint."""
    graph = graph_of(client.get(PAGE).content)
    imprint = client.get("/imprint/").content.decode()
    assert graph["Organization"]["name"] in imprint


def test_a_page_of_somebodys_place_has_no_data(client: Client, study):
    from_home = client.post(f"{PAGE}sites/", {"country": "CN", "place": "Hangzhou"})
    assert from_home.status_code == 302
    near = client.get(from_home["Location"].partition("#")[0])
    assert "studyLocation" not in graph_of(near.content)["MedicalTrial"]


def test_yesterdays_state_is_not_todays(client: Client, study):
    """A place that confirmed itself long ago is as sure as its record."""
    long_ago = timezone.localdate() - timedelta(days=400)
    Study.objects.update(**OLD)
    study.sites.update(team_confirmed_on=long_ago)
    places = trial(client)["studyLocation"]
    assert places[0]["additionalProperty"]["value"] == "Ask first"
