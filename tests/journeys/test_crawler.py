"""A crawler: sitemap, pages, structured data, API, FHIR; everywhere the same facts."""

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from tests.portal.crawlers.test_sitemaps import listed
from tests.trials.api.asked import ask, real_studies
from tests.trials.pages.found.schema_org import faults, graph_of

pytestmark = pytest.mark.django_db


def path_of(address: str) -> str:
    return address.removeprefix(settings.PUBLIC_URL)


def study_pages(client: Client) -> list[str]:
    """Return the English page of each study, as the sitemap names them."""
    pages = [path_of(one) for one in listed(client)]
    return [
        one for one in pages if one.startswith("/trials/NCT") and one.count("/") == 3
    ]


def test_the_same_facts_everywhere(client: Client):
    studies = {one.registry_id: one for one in real_studies(each=10)}
    pages = study_pages(client)
    assert {one.split("/")[2] for one in pages} == set(studies)
    for path in pages:
        page = client.get(path)
        graph = graph_of(page.content)
        assert [fault for node in graph.values() for fault in faults(node)] == []
        kinds = ("MedicalTrial", "MedicalObservationalStudy")
        node = next(graph[kind] for kind in kinds if kind in graph)
        number = node["code"]["codeValue"]
        told = ask(f"/api/v1/studies/{number}")
        resource = client.get(f"/fhir/R4/ResearchStudy/{number}").json()
        assert_same(html.fromstring(page.content), node, told, resource)


def assert_same(page, node: dict, told: dict, resource: dict) -> None:
    """Hold title, sponsor, conditions, places and freshness against each other."""
    words = " ".join(page.text_content().split())
    title = " ".join("".join(page.find(".//h1").itertext()).split())
    assert title == node["name"] == told["title"] == resource["title"]
    assert node["sponsor"]["name"] == told["sponsor"] == resource["sponsor"]["display"]
    assert (
        [one["name"] for one in node["healthCondition"]]
        == told["conditions"]
        == [one["text"] for one in resource["condition"]]
    )
    assert told["freshness"]["words"] in words
    assert resource["note"] == [{"text": told["freshness"]["words"]}]
    states = [one["says"]["words"] for one in told["sites"]]
    assert [one["description"] for one in resource.get("contained", [])] == states
    if "studyLocation" in node:
        said = [one["additionalProperty"]["value"] for one in node["studyLocation"]]
        assert said == states
    assert told["page"] == node["url"] == resource["relatedArtifact"][0]["url"]
