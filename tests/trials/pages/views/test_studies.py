"""The study's page: complete, the same for everybody, cached, fresh after a change."""

import gzip
import re
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories, texts
from trials.models import EligibilityCriterion, Study
from trials.pages import cache as page_cache

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Study:
    """A study with one site, words in English, and a criterion."""
    site = factories.site_with_contact(
        study__registry_id="NCT90000001",
        study__minimum_age="5 Years",
        study__minimum_age_days=1826,
        study__sex="ALL",
        study__phases=["PHASE1"],
        study__is_eligibility_split=True,
        study__brief_summary="Rest \\> work in lupus.",
    )
    study = site.study
    factories.StudyContact(study=study, phone="+86 571 5550 0100")
    word = {"key": "lupus", "term": "Lupus (SLE)", "meaning": "An illness."}
    what = texts.section("what", "What is it?", "Rest & <b>sleep</b>.")
    texts.drafted(study, texts.study_body(what, words=[word]))
    EligibilityCriterion.objects.create(
        study=study, kind="INCLUSION", position=0, text="LVEF ≥ 55%"
    )
    return study


def read(client: Client, path: str = "/trials/NCT90000001/", **headers) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def unexplained(page: str) -> str:
    """Return a page without the links on words that it explains."""
    return re.sub(r'<a class="word"[^>]*>([^<]*)</a>', r"\1", page)


def test_everything_is_on_the_page(client, study):
    page = unexplained(read(client))
    for words in (
        "A study of rest in people with lupus",
        "Recruiting",
        "5 years and older",
        "All sexes",
        "Phase 1",
        "What is it?",
        "no doctor and no ethics committee has checked it yet",
        "LVEF ≥ 55%",
        "Example University",
        "https://clinicaltrials.gov/study/NCT90000001",
        "Not yet: it came from a file.",
        "Hangzhou",
        "/trials/NCT90000001/map.svg",
        "Study team",
        "tel:+8657155500100",
        "Side effects",
        "/trials/NCT90000001/message/",
    ):
        assert words in page, words


def test_texts_are_text(client, study):
    page = read(client)
    assert "Rest &amp; &lt;b&gt;sleep&lt;/b&gt;." in page
    assert "Rest &gt; work in " in page


def test_a_word_is_explained_once_where_it_stands(client, study):
    page = read(client)
    assert page.count('<a class="word" href="#word-lupus">') == 1
    entry = page.partition('id="word-lupus"')[2].partition("</div>")[0]
    assert "Lupus (SLE)" in entry
    assert "An illness." in entry


def test_words_of_another_language_are_not_passed_off(client, study):
    page = read(client, "/zh-hans/trials/NCT90000001/")
    assert "What is it?" not in page
    assert "正在招募" in page


def test_every_visitor_gets_the_same_bytes_without_a_cookie(client, study):
    plain = read(client)
    member = Client()
    member.force_login(factories.staff([]))
    assert read(member) == plain
    member.cookies["sessionid"] = "x"
    assert read(member, **{"Accept-Language": "zh-CN"}) == plain
    for visitor in (client, Client()):
        answer = visitor.get("/trials/NCT90000001/")
        assert not answer.cookies
        assert answer["Vary"] == "Accept-Encoding"
    assert "csrf" not in plain


def test_a_copy_that_is_still_good_is_304(client, study):
    first = client.get("/trials/NCT90000001/")
    assert first["Cache-Control"].startswith("public, max-age=0")
    by_tag = client.get(
        "/trials/NCT90000001/", headers={"If-None-Match": first["ETag"]}
    )
    by_time = client.get(
        "/trials/NCT90000001/", headers={"If-Modified-Since": first["Last-Modified"]}
    )
    for answer in (by_tag, by_time):
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == first["ETag"]


def test_it_travels_compressed(client, study):
    zipped = client.get("/trials/NCT90000001/", headers={"Accept-Encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content).decode() == read(client)


@pytest.mark.usefixtures("long_second")
def test_a_hot_page_costs_no_query(client, study, django_assert_num_queries):
    read(client)
    with django_assert_num_queries(0):
        read(client)


def test_a_cold_page_costs_the_same_with_one_site_and_with_many(
    client, study, django_assert_num_queries
):
    with django_assert_num_queries(8):
        read(client)
    factories.StudySite.create_batch(30, study=study)
    study.touch(timezone.now())
    page_cache.known.clear()
    with django_assert_num_queries(8):
        read(client)


def test_a_change_is_seen_with_the_next_second(client, study):
    old = client.get("/trials/NCT90000001/")
    Study.objects.update(brief_title="A new title")
    study.touch(timezone.now() + timedelta(seconds=5))
    time.sleep(1)
    page = client.get("/trials/NCT90000001/", headers={"If-None-Match": old["ETag"]})
    assert page.status_code == 200
    assert "A new title" in page.content.decode()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/trials/nct90000001/", 200),
        ("/trials/NCT90000009/", 404),
        ("/trials/NCT9/", 404),
        ("/trials/NCT90000001%00/", 400),
        ("/trials/NCT90000001/map.svg", 200),
        ("/trials/NCT90000001/photo/", 404),
    ],
)
def test_addresses(client, study, path, status):
    assert client.get(path).status_code == status


def test_what_is_not_published_is_not_there(client, study):
    Study.objects.update(is_published=False)
    for path in ("", "map.svg", "sites/", "message/"):
        assert client.get(f"/trials/NCT90000001/{path}").status_code == 404


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("UNKNOWN", "has not confirmed this record for two years"),
        ("NOT_YET_RECRUITING", "has not begun to take people"),
        ("TERMINATED", "Too few people"),
        ("COMPLETED", "The study is over."),
        ("ACTIVE_NOT_RECRUITING", "It takes no new people."),
        ("SUSPENDED", "Ask first if it still takes people: paused."),
        ("ENROLLING_BY_INVITATION", "chooses whom it invites"),
    ],
)
def test_each_state_says_what_it_means(client, study, status, words):
    Study.objects.update(overall_status=status, why_stopped="Too few people")
    assert words in read(client)


def test_a_bare_record_says_what_is_missing(client):
    factories.Study(registry_id="NCT90000002", sponsor="", conditions=[])
    page = read(client, "/trials/NCT90000002/")
    for words in (
        "The record has no overview.",
        "The record has no longer description.",
        "The record does not say who can take part.",
        "The record names no place yet.",
        "The record names nobody to ask yet.",
        "No age limits given",
        "No phase given",
    ):
        assert words in page, words


def test_an_unsplit_text_stands_whole(client, study):
    Study.objects.update(is_eligibility_split=False, eligibility_text="* Only adults")
    page = read(client)
    assert "without guessing" in page
    assert "<li>Only adults <a" in page


@pytest.mark.parametrize(
    ("prose", "is_told"),
    [("This breakthrough drug cures lupus.", True), ("A study of rest.", False)],
)
def test_prose_that_promises_keeps_its_words_beside_a_neutral_sentence(
    client, study, prose, is_told
):
    study.brief_summary = prose
    study.save()
    page = unexplained(read(client))
    assert prose in page
    assert ("nobody has checked them here" in page) is is_told


def test_the_records_criteria_wait_behind_plain_words_and_the_ten_questions_do_not(
    client: Client, study: Study
):
    bare = factories.Study(registry_id="NCT90000002", is_eligibility_split=True)
    for one in (study, bare):
        EligibilityCriterion.objects.create(
            study=one, kind="EXCLUSION", position=1, text="Asthma"
        )
        page = client.get(f"/trials/{one.registry_id}/").content.decode()
        folds = re.findall(r'<details class="fold (\w+)[^>]*?(open)?>', page)
        assert ("matter", "open") in folds
        # Where nobody has written plain words, the record's are all there is to read.
        assert {is_open for kind, is_open in folds if kind == "criteria"} == (
            {""} if one == study else {"open"}
        )
