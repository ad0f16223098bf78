"""A card in a frame: only where the operator allows it, and only the card."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from portal.settings.refusals import frame_ancestors
from tests import factories

pytestmark = pytest.mark.django_db
HOSPITAL = "https://www.hospital.example"


@pytest.fixture(autouse=True)
def study():
    return factories.site_with_contact(study__registry_id="NCT90000001").study


def test_nobody_may_frame_it_unless_somebody_said_so(client: Client):
    answer = client.get("/embed/NCT90000001/")
    assert answer.status_code == 200
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("again", [False, True])
def test_the_hospital_may_where_it_is_named(client: Client, settings, again):
    settings.FRAME_ANCESTORS = [HOSPITAL]
    if again:
        client.get("/embed/NCT90000001/")
    answer = client.get("/embed/NCT90000001/")
    assert f"frame-ancestors {HOSPITAL}" in answer["Content-Security-Policy"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert not answer.cookies


def test_no_other_page_may_be_framed(client: Client, settings):
    settings.FRAME_ANCESTORS = [HOSPITAL]
    for path in ("/", "/trials/NCT90000001/", "/trials/NCT90000001/message/"):
        answer = client.get(path)
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_its_links_leave_the_frame_and_its_state_is_the_pages(client: Client):
    page = client.get("/embed/NCT90000001/").content.decode()
    assert '<base target="_blank">' in page
    assert 'href="/trials/NCT90000001/"' in page
    whole = client.get("/trials/NCT90000001/").content.decode()
    sentence = page.partition("</ul>")[2].partition("<p>")[2].partition("</p>")[0]
    assert sentence
    assert sentence in whole


@pytest.mark.parametrize(
    "wrong", ["*", "https://*.hospital.example", "hospital.example", "https://h/x"]
)
def test_a_word_that_lets_everybody_in_is_refused(wrong):
    with pytest.raises(ImproperlyConfigured, match="FRAME_ANCESTORS"):
        frame_ancestors([wrong])
    assert frame_ancestors([HOSPITAL]) == [HOSPITAL]
