"""The API: what its document says, what pages say, as bytes, and errors as data."""

import gzip
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator
from lxml import html

from tests import factories, texts
from tests.trials.api.asked import STUDIES, ask, document, forget_pages, real_studies
from trials.api import collection
from trials.indexing.writing import index_study
from trials.models import SiteStatus, Study
from trials.search import find

pytestmark = pytest.mark.django_db
ONE = f"{STUDIES}/NCT90000001"


@pytest.fixture
def study() -> Study:
    today = timezone.localdate().isoformat()
    return factories.site_with_contact(
        study__registry_id="NCT90000001",
        study__study_type="INTERVENTIONAL",
        study__last_update_date=today,
        study__status_verified_date=today[:7],
        study__completion_date="2099-01",
    ).study


def test_the_document_is_openapi():
    kept = document()
    assert kept["openapi"] == "3.1.0"
    for schema in kept["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    refs = set(re.findall(r"#/components/schemas/(\w+)", str(kept)))
    assert refs == set(kept["components"]["schemas"])


def test_the_document_names_this_installation(client: Client):
    said = client.get("/api/v1/openapi.json").json()
    assert said["servers"] == [{"url": settings.PUBLIC_URL}]


def test_the_beginning_leads_everywhere(client: Client):
    root = ask("/api/v1/")
    for name in ("openapi", "studies", "fhir"):
        path = root[name].removeprefix(settings.PUBLIC_URL)
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("language", ["", "?language=zh-hans"])
def test_real_records_are_as_the_document_says(language):
    found = [ask(f"{STUDIES}/{one.registry_id}{language}") for one in real_studies()]
    assert all(one["sites"] or one["registry_words"]["summary"] for one in found)
    listed = ask(f"{STUDIES}{language or '?'}&status=all")
    assert listed["total"] == len(found)


def test_a_study_says_what_its_page_says(client: Client, study):
    said = ask(ONE)
    page = html.fromstring(client.get(study.get_absolute_url()).content)
    words = " ".join(page.text_content().split())
    assert said["title"] == page.findtext(".//h1")
    assert said["freshness"]["words"] in words
    assert all(one in words for one in said["freshness"]["remarks"])
    for block in said["plain"]["blocks"]:
        assert block["heading"] in words
        for sentence in (*block["sentences"], *block["lines"]):
            assert sentence in words
    place = said["sites"][0]
    assert place["says"] == {"words": "Recruiting", "remark": "", "takes_people": True}
    assert said["contact"]["email"] in words


def test_each_place_says_its_own_state(study):
    factories.StudySite(study=study, city="Berlin", status=SiteStatus.COMPLETED)
    closed = timezone.localdate() - timedelta(days=3)
    factories.StudySite(study=study, city="Basel", team_closed_on=closed)
    said = {one["city"]: one["says"]["takes_people"] for one in ask(ONE)["sites"]}
    assert said == {"Hangzhou": True, "Berlin": False, "Basel": False}


def test_what_is_doubtful_is_not_told_as_sure(study):
    Study.objects.update(last_update_date="2019-01", status_verified_date="2019-01")
    said = ask(ONE)
    assert said["status"] == "RECRUITING"
    assert said["freshness"]["is_sure"] is False
    assert said["sites"][0]["says"]["takes_people"] is False
    assert ask(STUDIES)["studies"][0]["freshness"]["is_sure"] is False


def test_our_words_come_with_version_and_approval(study):
    texts.published(study)
    (text,) = [one for one in ask(ONE)["texts"] if one["kind"] == "STUDY"]
    assert (text["version"], text["is_approved"]) == (1, True)
    assert text["ethics_reference"] == "EC 2026/17"
    assert text["sections"][0]["paragraphs"] == ["A study of rest."]


def test_it_speaks_the_language_that_is_asked_for(study):
    english, chinese = ask(ONE), ask(f"{ONE}?language=zh")
    assert chinese["plain"]["language"] == "zh-hans"
    assert chinese["freshness"]["words"] != english["freshness"]["words"]
    assert chinese["page"] == "http://testserver/zh-hans/trials/NCT90000001/"
    assert chinese["self"] == english["self"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("condition=lupus&country=CN", ["NCT90000001"]),
        ("country=DE", []),
        ("age=9", ["NCT90000001"]),
        ("status=recruiting", ["NCT90000001"]),
    ],
)
def test_the_same_questions_as_on_the_page(study, query, ids):
    call_command("index_studies", verbosity=0)
    assert [one["id"] for one in ask(f"{STUDIES}?{query}")["studies"]] == ids


@pytest.mark.parametrize("q", ["SLE", "系统性红斑狼疮", "lupus", "nct90000001"])
def test_it_finds_what_the_search_finds(q):
    study = factories.Study(
        registry_id="NCT90000001",
        conditions=["Systemic Lupus Erythematosus"],
        overall_status="COMPLETED",
    )
    index_study(study)
    said = [one["id"] for one in ask(f"{STUDIES}?q={q}")["studies"]]
    assert said == find(q, "en") == ["NCT90000001"]
    assert ask(f"{STUDIES}?q={q}&status=open")["total"] == 0


def test_pages_of_a_long_list_lead_on(study):
    for _number in range(21):
        factories.Study()
    first = ask(STUDIES)
    assert (first["total"], first["pages"], len(first["studies"])) == (22, 2, 20)
    last = ask(first["next"].removeprefix(settings.PUBLIC_URL))
    assert len(last["studies"]) == 2
    assert last["next"] is None


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("disease=lupus", "disease"),
        ("age=old", "age"),
        ("age=-1", "age"),
        ("status=closed", "status"),
        ("country=XX", "country"),
        ("page=0", "page"),
        ("page=x", "page"),
        ("language=tlh", "language"),
    ],
)
def test_what_cannot_be_read_is_said_by_name(study, query, name):
    assert list(ask(f"{STUDIES}?{query}", 400)["error"]["faults"]) == [name]


def test_a_name_is_refused_also_where_the_answer_is_kept(study):
    ask(ONE)
    assert "q" in ask(f"{ONE}?q=lupus", 400)["error"]["faults"]


@pytest.mark.parametrize("path", ["/NCT99999999", "/nothing", "/NCT90000001/more"])
def test_what_is_not_there_is_data_too(study, path):
    Study.objects.filter(registry_id="NCT99999999").delete()
    assert ask(STUDIES + path, 404)["error"]["status"] == 404


def test_an_unpublished_study_is_not_there(study):
    Study.objects.update(is_published=False)
    ask(ONE, 404)
    assert ask(STUDIES)["total"] == 0


def test_nothing_is_written(study):
    client = Client(enforce_csrf_checks=True)
    for path in (STUDIES, ONE):
        answer = client.post(path, {"q": "lupus"})
        assert answer.status_code == 405
        assert answer.json()["error"]["status"] == 405


def test_answers_are_kept_as_bytes(
    client, study, django_assert_max_num_queries, long_second, monkeypatch
):
    monkeypatch.setattr(collection, "this_second", lambda: long_second)
    for path in (STUDIES, f"{STUDIES}?q=lupus", ONE):
        first = client.get(path, headers={"Accept-Encoding": "gzip"})
        with django_assert_max_num_queries(0):
            again = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(again.content) == gzip.decompress(first.content)
        seen = {"If-None-Match": first["ETag"]}
        assert client.get(path, headers=seen).status_code == 304
        assert "s-maxage" in first["Cache-Control"]


def test_a_changed_study_is_changed_here(client, study):
    before = client.get(STUDIES)
    study.brief_title = "A study of sleep"
    study.save()
    study.touch(timezone.now())
    forget_pages()
    after = client.get(STUDIES, headers={"If-None-Match": before["ETag"]})
    assert after.json()["studies"][0]["title"] == "A study of sleep"
    assert ask(ONE)["title"] == "A study of sleep"


def test_any_program_may_read_and_nobody_gets_a_cookie(client, study):
    for path in (STUDIES, ONE, f"{ONE}?x=1", f"{STUDIES}/nothing"):
        answer = client.get(path)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies


def test_a_list_costs_the_same_with_one_study_and_with_many(
    client, study, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as asked:
        assert len(client.get(STUDIES).json()["studies"]) == 1
    assert len(asked) <= 7
    for _number in range(15):
        factories.site_with_contact()
    # As a process that has asked nothing yet.
    collection.known.clear()
    with django_assert_num_queries(len(asked)):
        assert len(client.get(STUDIES).json()["studies"]) == 16
