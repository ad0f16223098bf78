"""What search engines may show: a table, and every other address says "noindex"."""

import re

import pytest
from django.test import Client
from lxml import html

from portal.lib.json_hash import hash_json
from portal.pages.indexing import ANSWERS_QUERIES, INDEXABLE
from tests import factories
from tests.architecture.test_urls import (
    DOORS,
    HIDDEN,
    PUBLIC,
    SECRET,
    STAFF,
    address,
    own_names,
)
from tests.trials.selfcheck.founding import DEFINITION
from trials.indexing.writing import index_study
from trials.models import SelfCheckVersion

pytestmark = pytest.mark.django_db
STUDY = "NCT00000001"
# Staff's doors want a key in their address; they stand in the table of secrets.
ADDRESSES = sorted((PUBLIC | HIDDEN | STAFF) - {"contacts:accept_invitation"})


@pytest.fixture
def study():
    """A study with a site and a self-check, so that every public page has something."""
    lupus = {"id": "D008180", "term": "Lupus Erythematosus, Systemic"}
    site = factories.site_with_contact(
        key="hospital0",
        study__registry_id=STUDY,
        study__condition_terms=[{**lupus, "is_ancestor": False}],
    )
    index_study(site.study)
    SelfCheckVersion.objects.create(
        study=site.study,
        number="1.0.0",
        definition=DEFINITION,
        sha256=hash_json(DEFINITION),
        state="PUBLISHED",
        created_at=factories.NOW,
        published_at=factories.NOW,
    )
    return site.study


def test_the_table_names_addresses_that_anybody_may_open():
    assert INDEXABLE <= PUBLIC
    assert ANSWERS_QUERIES <= INDEXABLE
    assert INDEXABLE.isdisjoint(SECRET | DOORS | HIDDEN | STAFF)


def test_every_address_was_looked_at():
    """Whoever adds one decides: in the table, or hidden."""
    assert set(own_names()) == PUBLIC | DOORS | HIDDEN | STAFF


@pytest.mark.parametrize("name", ADDRESSES)
def test_all_others_say_noindex(client: Client, name, study):
    answer = client.get(address(name))
    is_shown = name in INDEXABLE and answer.status_code == 200
    assert ("noindex" in answer.get("X-Robots-Tag", "")) is not is_shown
    if name in INDEXABLE:
        assert answer.status_code == 200
    if answer.get("Content-Type", "").startswith("text/html") and answer.content:
        said = b'name="robots" content="noindex"' in answer.content
        assert said is not is_shown


@pytest.mark.parametrize("path", ["/nothing/here/", "/trials/NCT99999999/", "/%00"])
def test_what_is_not_there_is_not_shown(client: Client, path):
    answer = client.get(path)
    assert answer.status_code in {400, 404}
    assert "noindex" in answer["X-Robots-Tag"]
    assert b'rel="canonical"' not in answer.content


@pytest.mark.parametrize("language", ["", "/zh-hans"])
@pytest.mark.parametrize("name", sorted(INDEXABLE))
def test_a_page_that_may_be_found_says_what_it_is(client, study, name, language):
    path = language + address(name)
    answer = client.get(path)
    page = html.fromstring(answer.content)
    said = page.xpath("//meta[@name='description']/@content")
    assert len(said) == 1
    assert 20 <= len(said[0]) <= 320
    assert said[0] == " ".join(said[0].split())
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{path}"]
    here = {
        one.get("hreflang"): one.get("href")
        for one in page.xpath("//link[@rel='alternate'][@hreflang]")
    }
    english = "http://testserver" + address(name)
    chinese = "http://testserver/zh-hans" + address(name)
    assert here == {"en": english, "zh-hans": chinese, "x-default": english}


def test_no_two_pages_say_the_same(client: Client, study):
    titles, descriptions = [], []
    for name in INDEXABLE:
        page = html.fromstring(client.get(address(name)).content)
        titles.append(" ".join(page.findtext(".//title").split()))
        descriptions += page.xpath("//meta[@name='description']/@content")
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)


def test_what_somebody_looked_for_is_shown_to_nobody(client: Client, study):
    for name in ANSWERS_QUERIES:
        answer = client.get(address(name) + "?q=lupus&condition=Lupus")
        assert "noindex" in answer["X-Robots-Tag"], name


def test_a_query_that_changes_nothing_is_the_same_page(client: Client, study):
    """Asked for first with a mark of somebody's campaign, and kept as bytes."""
    first = client.get(f"/trials/{STUDY}/?from=letter").content.decode()
    assert f'rel="canonical" href="http://testserver/trials/{STUDY}/"' in first
    assert client.get(f"/trials/{STUDY}/").content.decode() == first


def test_a_number_in_small_letters_is_the_same_page(client: Client, study):
    page = client.get(f"/trials/{STUDY.lower()}/").content.decode()
    assert f'rel="canonical" href="http://testserver/trials/{STUDY}/"' in page


def test_an_invented_study_gives_nobody_hope(client: Client):
    study = factories.Study(is_fictional=True)
    page = client.get(study.get_absolute_url()).content.decode()
    assert re.search(r'name="robots" content="noindex"', page)
    for name in ("studies", "sites", "self-checks"):
        listed = client.get(f"/sitemap-{name}.xml").content.decode()
        assert study.registry_id not in listed
