"""The gallery is a developer's page and nobody else's."""

import pytest
from lxml import html

from portal.pages.gallery import COMPONENTS, samples

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("script", samples())
def test_every_part_is_there_in_every_script(client, settings, script):
    settings.DEBUG = True
    page = html.fromstring(client.get(f"/dev/gallery/?script={script}").content)
    for name in COMPONENTS:
        assert page.get_element_by_id(name).text_content().strip(), name
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in page.xpath("//*[@class='error-summary']//a/@href"):
        assert link.removeprefix("#") in ids


@pytest.mark.parametrize("query", ["?script=xx", "?script="])
def test_an_unknown_script_is_no_page(client, settings, query):
    settings.DEBUG = True
    assert client.get(f"/dev/gallery/{query}").status_code == 404


def test_visitors_have_no_such_page(client, settings):
    settings.DEBUG = False
    assert client.get("/dev/gallery/").status_code == 404
    settings.DEBUG, settings.TRUSTED_HOPS = True, 0
    headers = {"X-Forwarded-For": "192.0.2.1"}
    assert client.get("/dev/gallery/", headers=headers).status_code == 404
