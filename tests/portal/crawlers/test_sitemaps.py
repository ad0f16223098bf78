"""From robots.txt to every page that may be found, in each language, and no other."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client
from lxml import etree

from portal.crawlers import sections
from portal.crawlers.sections import SECTIONS
from portal.middleware.indexing import HEADER
from tests import factories
from trials.models import Study

pytestmark = pytest.mark.django_db
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
HOST = "http://testserver"


def tree(client: Client, address: str) -> etree._Element:
    answer = client.get(address.removeprefix(HOST))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/xml")
    return etree.fromstring(answer.content)


def parts(client: Client) -> list[str]:
    """Return the parts of the sitemap, from robots.txt on."""
    lines = client.get("/robots.txt").content.decode().splitlines()
    found = [line.partition(": ")[2] for line in lines if line.startswith("Sitemap")]
    assert found == [f"{HOST}/sitemap.xml"]
    return tree(client, found[0]).xpath("//s:loc/text()", namespaces=NAMES)


def listed(client: Client) -> dict[str, etree._Element]:
    """Return all pages of the sitemap by their address."""
    found = {}
    for part in parts(client):
        for row in tree(client, part).xpath("//s:url", namespaces=NAMES):
            found[row.findtext("s:loc", namespaces=NAMES)] = row
    return found


def test_a_crawler_meets_only_pages_that_may_be_found(client: Client):
    factories.site_with_contact(study__registry_id="NCT00000001")
    found = listed(client)
    assert f"{HOST}/trials/NCT00000001/" in found
    assert f"{HOST}/zh-hans/trials/NCT00000001/sites/" in found
    for address in found:
        answer = client.get(address.removeprefix(HOST))
        assert answer.status_code == 200, address
        assert HEADER not in answer, address
        assert not answer.cookies


def test_each_page_names_itself_in_every_language(client: Client):
    factories.Study(registry_id="NCT00000001")
    row = listed(client)[f"{HOST}/trials/NCT00000001/"]
    links = row.xpath("x:link", namespaces=NAMES)
    assert {one.get("hreflang"): one.get("href") for one in links} == {
        "en": f"{HOST}/trials/NCT00000001/",
        "zh-hans": f"{HOST}/zh-hans/trials/NCT00000001/",
        "x-default": f"{HOST}/trials/NCT00000001/",
    }


def test_dates_are_those_of_the_last_change(client: Client):
    study = factories.Study(registry_id="NCT00000001")
    later = datetime(2026, 11, 26, 8, tzinfo=UTC)
    study.touch(later)
    address = f"{HOST}/trials/NCT00000001/"
    day = listed(client)[address].findtext("s:lastmod", namespaces=NAMES)
    assert day == "2026-11-26"
    index = client.get("/sitemap.xml").content.decode()
    assert "<lastmod>2026-11-26T08:00:00+00:00</lastmod>" in index


def test_a_study_that_is_not_published_stands_nowhere(client: Client):
    factories.Study(registry_id="NCT00000001", is_published=False)
    assert not [one for one in listed(client) if "NCT00000001" in one]


def test_a_large_sitemap_comes_in_parts(client: Client, monkeypatch):
    for _number in range(3):
        factories.Study()
    monkeypatch.setattr(sections.StudyPages, "limit", 4)
    assert f"{HOST}/sitemap-studies.xml?p=2" in parts(client)
    pages = [one for one in listed(client) if one.count("/trials/NCT9")]
    assert len(pages) >= Study.objects.count() * 2


def test_a_crawler_that_comes_again_is_told_that_nothing_changed(client: Client):
    factories.Study()
    for address in ("/robots.txt", "/sitemap.xml", "/sitemap-studies.xml"):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert "s-maxage" in first["Cache-Control"]


def test_there_is_no_other_part(client: Client):
    assert client.get("/sitemap-people.xml").status_code == 404
    assert len(SECTIONS) == 5


def test_whom_to_warn_of_a_weakness(client: Client, settings):
    settings.SECURITY_CONTACT = "https://hospital.example/security"
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    said = dict(line.split(": ", 1) for line in lines if line)
    assert said["Contact"] == "https://hospital.example/security"
    assert said["Canonical"] == f"{HOST}/.well-known/security.txt"
    until = datetime.fromisoformat(said["Expires"])
    assert timedelta(days=30) < until - datetime.now(UTC) < timedelta(days=365)
    settings.SECURITY_CONTACT = ""
    settings.OPERATOR = {**settings.OPERATOR, "OPERATOR_EMAIL": "it@hospital.example"}
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:it@hospital.example\n" in text


def test_a_password_manager_finds_where_to_change_it(client: Client):
    answer = client.get("/.well-known/change-password")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/staff/")


def test_a_telephone_learns_how_the_portal_looks(client: Client):
    answer = client.get("/zh-hans/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    said = answer.json()
    assert said["lang"] == "zh-hans"
    assert said["start_url"] == "/zh-hans/"
    assert all(find(one["src"].removeprefix("/static/")) for one in said["icons"])
