"""Trying a draft, and worked examples with the outcome that was chosen for them."""

import pytest

from tests.filled import filled
from tests.trials.authoring.views.test_authoring import HERE, author, draft, page
from tests.trials.authoring.views.test_review import publish
from tests.trials.pages.views.test_selfchecks import form_of, version
from tests.trials.selfcheck.founding import case
from trials.models import SelfCheckCase, TextState

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db
TRY = "1.0.1/try/"
SKIN = {**form_of(case("C11")), "title": "Skin lupus", "outcome": "talk_to_team"}
SKIN["keep"] = "1"


@pytest.fixture
def skin(author, draft) -> SelfCheckCase:
    """An example that somebody kept."""
    author.post(HERE + TRY, SKIN)
    return draft.cases.get(title="Skin lupus")


def test_trying_says_every_state_and_why_in_words(author, draft):
    text = author.post(HERE + TRY, form_of(case("C11"))).content.decode()
    assert "There is something to ask the study team" in text
    assert "different kind of lupus" in text
    hidden = text.partition("a family is not asked about:")[2].partition("</p>")[0]
    assert "GVHD" in hidden
    assert "CAR-T" not in hidden
    for code in ("I2a.other_type", "talk_to_team<", "does_not_meet"):
        assert code not in text
    assert draft.cases.filter(title="Skin lupus").count() == 0


def test_the_browser_asks_for_no_name_to_evaluate(author, draft):
    field = page(author, TRY).partition('name="title"')[2].partition(">")[0]
    assert "required" not in field


def test_a_wrong_answer_is_named_in_words(author, draft):
    text = author.post(HERE + TRY, {"age.value": "old", "age.unit": "a"})
    assert "Age: this answer cannot be read." in text.content.decode()


def test_trying_speaks_the_authors_language(author, draft):
    text = author.get(f"/zh-hans{HERE}{TRY}").content.decode()
    assert "可以和研究团队谈一谈" in text
    assert "You can talk to the study team" not in text


def test_an_example_needs_the_outcome_that_it_must_come_to(author, draft):
    before = draft.cases.count()
    unsaid = author.post(HERE + TRY, {**SKIN, "outcome": ""})
    assert "Choose what it has to come to." in unsaid.content.decode()
    wrong = author.post(HERE + TRY, {**SKIN, "outcome": "may_match"})
    said = wrong.content.decode()
    assert "You expect “You can talk to the study team”; it comes to “There is" in said
    assert draft.cases.count() == before
    author.post(HERE + TRY, {**SKIN, "outcome": "may_match", "anyway": "on"})
    assert "comes out otherwise" in page(author, "1.0.1/")
    assert publish(author, draft).status_code == 422


def test_an_example_runs_on_save_and_blocks_publishing(author, draft, skin):
    path = f"{HERE}1.0.1/rule/I2a/"
    data = {**filled(page(author, "1.0.1/rule/I2a/")), "part-0-option-other": "fails"}
    saved = author.post(path, {**data, "does_not_meet": "stop"}, follow=True)
    text = saved.content.decode()
    assert "These examples come out otherwise now: " in text
    assert "to ask the study team”, comes to “This study may not fit" in text
    draft.refresh_from_db()
    assert publish(author, draft).status_code == 422
    author.post(f"{HERE}1.0.1/example/{skin.pk}/", {"wish": "accept"})
    skin.refresh_from_db()
    assert skin.expected["outcome"] == "probably_not"
    assert skin.expected["stop"] == ["I2a.fail"]


def test_an_example_is_loaded_changed_and_taken_out(author, draft, skin):
    text = page(author, f"{TRY}?example={skin.pk}")
    data = filled(text)
    assert (data["dx"], data["title"]) == ("other", "Skin lupus")
    tried = author.post(HERE + TRY, {**data, "title": "Only tried", "dx": "yes"})
    assert filled(tried.content.decode())["title"] == "Only tried"
    skin.refresh_from_db()
    assert (skin.title, skin.answers["dx"]) == ("Skin lupus", "other")
    data["keep"] = "1"
    assert author.post(HERE + TRY, {**data, "title": ""}).status_code == 200
    author.post(HERE + TRY, {**data, "title": "Renamed"})
    skin.refresh_from_db()
    assert skin.title == "Renamed"
    author.post(HERE + TRY, {**data, "title": "Beside it", "is_new": "on"})
    assert draft.cases.filter(title__in=["Renamed", "Beside it"]).count() == 2
    author.post(f"{HERE}1.0.1/example/{skin.pk}/", {"wish": "drop"})
    assert not draft.cases.filter(title="Renamed").exists()


def test_examples_of_others_and_of_published_versions_stay(author, draft, version):
    own = version.cases.first()
    for number in ("1.0.0", "1.0.1"):
        answer = author.post(f"{HERE}{number}/example/{own.pk}/", {"wish": "drop"})
        assert answer.status_code == 404
    for number in ("9" * 30, "0", "x"):
        assert author.get(f"{HERE}1.0.1/try/?example={number}").status_code == 200
    gone = author.post(f"{HERE}1.0.1/example/{'9' * 30}/", {"wish": "drop"})
    assert gone.status_code == 404
    author.post(f"{HERE}1.0.0/try/", SKIN)
    assert not version.cases.filter(title="Skin lupus").exists()
    version.refresh_from_db()
    assert version.state == TextState.PUBLISHED
