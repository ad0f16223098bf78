"""Authors write what to say where an answer is a danger sign, with forms."""

from datetime import date

import pytest

from tests.filled import filled
from tests.trials.authoring.views.test_authoring import HERE, author, draft, page
from tests.trials.authoring.views.test_rules import question
from tests.trials.pages.views.test_selfchecks import version
from trials.selfcheck.evaluate import evaluate

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 1)
WORDS = {"text-en": "Ring a doctor today.", "text-zh-hans": "请今天就给医生打电话。"}


def add(author, link: str, **values):
    path = f"1.0.1/question/{link}/care/"
    data = {**filled(page(author, path)), **WORDS, **values}
    return author.post(HERE + path, data)


def test_care_of_a_number_is_added_and_taken_out(author, draft):
    found = {"comparison": ">", "value": "90", "level": "today", "topic": "body"}
    assert add(author, "lvef", **found).status_code == 302
    asked = question(draft, "lvef")
    mine = asked["care"][-1]
    assert mine["id"] == "lvef_today_2"
    answers = {"has_results": "yes", "lvef": "90"}
    assert evaluate(draft.definition, answers, TODAY).care == []
    gone = author.post(f"{HERE}1.0.1/question/lvef/care/", {"remove": mine["id"]})
    assert gone.status_code == 302
    assert mine["id"] not in [one["id"] for one in question(draft, "lvef")["care"]]


def test_care_of_an_answer(author, draft):
    found = {"answers": ["yes"], "level": "now", "topic": "body"}
    assert add(author, "lungs", **found).status_code == 302
    draft.refresh_from_db()
    told = evaluate(draft.definition, {"lungs": "yes"}, TODAY).care
    assert [(one.id, one.level) for one in told] == [("lungs_now", "now")]
    assert evaluate(draft.definition, {"lungs": "unsure"}, TODAY).care == []


def test_words_in_every_language_are_needed(author, draft):
    found = {"answers": ["yes"], "level": "now", "topic": "body", "text-zh-hans": ""}
    answer = add(author, "lungs", **found)
    assert answer.status_code == 422
    assert "Say what to do, in every language." in answer.content.decode()
