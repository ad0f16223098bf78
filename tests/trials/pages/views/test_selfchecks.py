"""Walking the self-check without scripts: one question a page, nothing stored."""

import pytest
from django.test import Client

from tests import factories
from tests.trials.selfcheck.founding import DEFINITION, case, worked_examples
from trials.authoring.actions.drafting import draft_selfcheck
from trials.authoring.actions.publishing import publish_selfcheck
from trials.pages.answers import COOKIE

pytestmark = pytest.mark.django_db
CHECK = "/trials/NCT07233642/self-check/"


@pytest.fixture(autouse=True)
def version():
    """The founding self-check, published on a study with one site."""
    site = factories.site_with_contact(
        study__registry_id="NCT07233642",
        study__conditions=["Systemic Lupus Erythematosus"],
    )
    version = draft_selfcheck(
        study=site.study, definition=DEFINITION, now=factories.NOW, by="test"
    )
    worked_examples(version)
    publish_selfcheck(version=version, review=None, now=factories.NOW, by="test")
    return version


def form_of(answers: dict) -> dict:
    """Return answers as a page's form sends them."""
    data: dict = {}
    for link, value in answers.items():
        if isinstance(value, dict):
            data |= {f"{link}.{name}": part for name, part in value.items()}
        else:
            data[link] = value
    return {key: value for key, value in data.items() if value is not None}


def walk(client: Client, answers: dict, start: str = f"{CHECK}q/1/") -> str:
    """Answer every page that comes; return the address of the result."""
    address = start
    for _ in range(40):
        if address.endswith("/result/"):
            return address
        sent = client.post(address, form_of(answers))
        assert sent.status_code == 303, sent.content
        address = sent["Location"]
    raise AssertionError("no result")


def result(client: Client, number: str) -> str:
    return client.get(walk(client, case(number))).content.decode()


def test_a_whole_walk_says_what_fits_and_why(client: Client):
    page = result(client, "C01")
    for words in (
        "You can talk to the study team",
        "This does not mean a place",
        "What the team will check",
        "What fits",
        "SLEDAI-2K score≥8 points",
        "A parent or guardian has to agree",
        "/trials/NCT07233642/message/",
        "no doctor and no ethics committee has checked it yet",
    ):
        assert words in page, words
    assert page.index("What the team will check") < page.index("What fits")


def test_a_gate_ends_the_walk_with_its_one_reason(client: Client):
    page = result(client, "C10")
    assert "This study may not fit right now" in page
    assert "What may not fit" in page
    assert "What the team will check" not in page
    assert "/trials/NCT07233642/message/" in page


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("C08", "There is something to ask the study team"),
        ("C07", "This study may not fit right now"),
    ],
)
def test_outcomes_in_words(client: Client, number, words):
    assert words in result(client, number)


def test_no_page_pronounces_a_verdict(client: Client):
    for number in ("C01", "C02", "C08"):
        page = result(Client(), number).lower()
        for word in ("eligible", "qualify", "congratulations", "%", "✓", "✔", "✗"):
            assert word not in page.replace("lvef) 55%", "").replace("92%", "").replace(
                "55%", ""
            ), word


def test_why_we_ask_and_no_condition_in_the_title(client: Client):
    page = client.get(f"{CHECK}q/3/").content.decode()
    assert "Why we ask" in page
    assert "<title>" in page
    assert "lupus" not in page.partition("<title>")[2].partition("</title>")[0].lower()


@pytest.mark.parametrize(
    ("page", "data", "words"),
    [
        (1, {}, "Choose an answer."),
        (3, {}, "Choose an answer. You can choose “Not sure”."),
        (2, {"age.value": "", "age.unit": "a"}, "Fill this in, or tick that you do"),
        (2, {"age.value": "9", "age.unit": "a", "age.unknown": "unsure"}, "not both"),
        (2, {"age.value": "1500", "age.unit": "mo"}, "between 0 and 1440"),
        (1, {"who": "nobody"}, "Choose one of the answers on the list."),
        (2, {"age.value": "old", "age.unit": "a"}, "Enter a number."),
        (2, {"age.value": "200", "age.unit": "a"}, "between 0 and 120"),
        (2, {"age.value": "1.5", "age.unit": "a"}, "Enter a whole number"),
        (9, {"last3m": ["none", "study"]}, "You ticked None of these and another"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(client: Client, page, data, words):
    client.post(f"{CHECK}q/1/", {"who": "child"})
    answer = client.post(f"{CHECK}q/{page}/", data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "<title>" in text
    assert "Error:" in text.partition("</title>")[0]
    for value in data.values():
        if isinstance(value, str) and value not in {"a", "mo", "nobody"}:
            assert f'value="{value}"' in text


def test_back_leads_to_the_question_before_with_its_answer(client: Client):
    client.post(f"{CHECK}q/1/", {"who": "child"})
    page = client.get(f"{CHECK}q/2/").content.decode()
    assert f'href="{CHECK}q/1/"' in page
    first = client.get(f"{CHECK}q/1/").content.decode()
    chosen = first.partition('value="child"')[2].partition(">")[0]
    assert "checked" in chosen
    assert "they" in page


@pytest.mark.parametrize("path", ["result/", "q/3/"])
def test_a_changed_version_begins_again_and_says_so(client: Client, version, path):
    walk(client, case("C01"))
    fresh = {**DEFINITION, "version": "1.0.1"}
    draft = draft_selfcheck(
        study=version.study, definition=fresh, now=factories.NOW, by="test"
    )
    worked_examples(draft)
    publish_selfcheck(version=draft, review=None, now=factories.NOW, by="test")
    assert client.get(CHECK + path)["Location"] == f"{CHECK}?changed"
    assert "have changed" in client.get(f"{CHECK}?changed").content.decode()


@pytest.mark.parametrize("cookie", ["", "junk", "gAAAAABl", "x" * 5000])
def test_a_forged_cookie_is_no_walk(client: Client, cookie):
    client.cookies[COOKIE] = cookie
    assert client.get(f"{CHECK}q/1/").status_code == 200
    assert client.get(f"{CHECK}result/").status_code == 303


@pytest.mark.parametrize("path", ["q/0/", "q/99/", "q/x/"])
def test_no_such_page(client: Client, path):
    assert client.get(CHECK + path).status_code == 404


def test_a_study_without_a_check_has_none(client: Client):
    factories.Study(registry_id="NCT90000009")
    assert client.get("/trials/NCT90000009/self-check/").status_code == 404
    assert "/self-check/" not in client.get("/trials/NCT90000009/").content.decode()
    assert CHECK in client.get("/trials/NCT07233642/").content.decode()


def test_in_chinese(client: Client):
    page = client.get(f"/zh-hans{CHECK}q/3/").content.decode()
    assert "不确定" in page or "不清楚" in page
    assert "为什么问这个" in page
