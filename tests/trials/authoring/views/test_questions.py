"""Questions of a draft: their words, their place, new ones and such that go."""

import pytest

from tests.filled import filled
from tests.trials.authoring.views.test_authoring import (
    HERE,
    author,
    draft,
    in_words,
    page,
)
from tests.trials.pages.views.test_selfchecks import version

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db


def test_a_question_is_moved_and_made_conditional(author, draft):
    data = filled(page(author, "1.0.1/question/tb/"))
    data |= {"move": "up", "when-0-answer": "heart|no", "required": "on"}
    later = author.post(
        f"{HERE}1.0.1/question/tb/", {**data, "when-0-answer": "cart|no"}
    )
    assert later.status_code == 422
    author.post(f"{HERE}1.0.1/question/tb/", data)
    draft.refresh_from_db()
    group = next(g for g in draft.definition["items"] if g["linkId"] == "g-history")
    links = [item["linkId"] for item in group["item"]]
    assert links.index("tb") == links.index("lungs") - 1
    moved = next(item for item in group["item"] if item["linkId"] == "tb")
    assert moved["enableWhen"] == [
        {"question": "heart", "operator": "=", "answerCode": "no"}
    ]


def test_a_question_is_written_placed_and_asked_by_a_rule(author, draft):
    wrong = author.post(f"{HERE}1.0.1/question/", {"kind": "choice"})
    assert wrong.status_code == 422
    assert "Type the answers, one a line." in wrong.content.decode()
    new = {"text": "Do {you} smoke?", "label": "Smoking", "kind": "choice"}
    new |= {"options": "Yes\nNo\n\n", "group": "g-history"}
    author.post(f"{HERE}1.0.1/question/", new)
    draft.refresh_from_db()
    group = next(g for g in draft.definition["items"] if g["linkId"] == "g-history")
    asked = group["item"][-1]
    assert [o["code"] for o in asked["answerOption"]] == [
        "option-1",
        "option-2",
        "unsure",
    ]
    assert "Words are missing in a language." in page(author, "1.0.1/")
    data = filled(page(author, f"1.0.1/question/{asked['linkId']}/"))
    for name in data:
        if name.endswith("|zh-hans") and data[name.replace("|zh-hans", "|en")]:
            data[name] = data[name] or "您吸烟吗？"
    author.post(f"{HERE}1.0.1/question/{asked['linkId']}/", data)
    assert "Words are missing in a language." not in page(author, "1.0.1/")
    rule = filled(page(author, "1.0.1/rule/E14/"))
    rule |= {"mode": "ask", "part-0-item": asked["linkId"], "reload": "1"}
    table = author.post(f"{HERE}1.0.1/rule/E14/", rule).content.decode()
    assert 'name="part-0-option-option-1"' in table
    rule.pop("reload")
    rule |= {"part-0-option-option-1": "fails", "part-0-option-option-2": "fits"}
    author.post(f"{HERE}1.0.1/rule/E14/", rule)
    draft.refresh_from_db()
    assert draft.definition["criteria"][-1]["rule"]["true"] == ["option-1"]


def test_a_question_is_taken_out_and_the_rules_that_ask_it_are_named(author, draft):
    author.post(f"{HERE}1.0.1/question/tb/remove/")
    text = in_words(page(author, "1.0.1/"))
    assert "A rule asks a question that is gone. E9 " in text
    author.post(f"{HERE}1.0.1/question/", {"library": "NCT07233642|tb"})
    assert "A rule asks a question that is gone." not in page(author, "1.0.1/")
