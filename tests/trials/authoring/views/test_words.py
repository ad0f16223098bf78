"""Languages side by side: what is out of date, what was typed, who was quicker."""

import pytest
from django.test import Client

from tests.filled import filled
from tests.trials.authoring.views.test_authoring import HERE, author, draft, page
from tests.trials.authoring.views.test_review import publish
from tests.trials.pages.views.test_selfchecks import version

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db
TB = "1.0.1/question/tb/"
NAME = "items/tb/text|en"
CHINESE = "items/tb/text|zh-hans"


def send(author: Client, path: str, **changes: str):
    return author.post(HERE + path, {**filled(page(author, path)), **changes})


@pytest.fixture
def marked(author, draft):
    """A draft with one translation out of date."""
    send(author, TB, **{NAME: "Is there tuberculosis (TB) in the lungs now?"})
    draft.refresh_from_db()
    assert draft.outdated == [CHINESE]
    return draft


def test_a_changed_source_marks_the_other_language_out_of_date(author, marked):
    assert "out of date" in page(author, TB)
    text = publish(author, marked).content.decode()
    assert "The translation is out of date." in text
    send(author, TB, **{CHINESE: "现在肺部有结核病吗？"})
    marked.refresh_from_db()
    assert marked.outdated == []


def test_a_mark_follows_its_text_when_something_moves(author, marked):
    send(author, TB, move="up")
    send(author, "1.0.1/group/g-history/", move="up")
    send(author, "1.0.1/question/lungs/", group="g-recent")
    marked.refresh_from_db()
    assert marked.outdated == [CHINESE]
    assert 'name="items/tb/text|zh-hans|right"' in page(author, TB)
    assert "|right" not in page(author, "1.0.1/question/heart/")


def test_a_mark_goes_when_somebody_says_still_right(author, marked):
    send(author, TB, **{f"{CHINESE}|right": "on"})
    marked.refresh_from_db()
    assert marked.outdated == []


def test_a_mark_goes_with_its_text(author, marked):
    author.post(f"{HERE}1.0.1/question/tb/remove/")
    marked.refresh_from_db()
    assert marked.outdated == []


def test_typed_words_survive_an_error_and_the_tables(author, draft):
    path = "1.0.1/rule/E9/"
    name = "criteria/E9/reasons/E9.fail/text|en"
    data = {**filled(page(author, path)), name: "These words were typed."}
    shown = author.post(HERE + path, {**data, "reload": "1"}).content.decode()
    assert filled(shown)[name] == "These words were typed."
    data |= {"mode": "team_check", "team_why": ""}
    wrong = author.post(HERE + path, data)
    assert wrong.status_code == 422
    assert filled(wrong.content.decode())[name] == "These words were typed."
    draft.refresh_from_db()
    assert "These words were typed." not in str(draft.definition)


def test_the_second_of_two_editors_is_told_and_sees_both(author, draft):
    late = filled(page(author, TB))
    send(author, TB, **{NAME: "The first editor's words?"})
    answer = author.post(HERE + TB, {**late, NAME: "The second editor's words?"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Somebody changed this page while you were writing." in text
    assert "The first editor&#x27;s words?" in text
    assert filled(text)[NAME] == "The second editor's words?"
    draft.refresh_from_db()
    assert "The second editor's words?" not in str(draft.definition)
    author.post(HERE + TB, filled(text))
    draft.refresh_from_db()
    assert "The second editor's words?" in str(draft.definition)


def test_showing_the_tables_does_not_hide_that_somebody_was_quicker(author, draft):
    path = "1.0.1/rule/E9/"
    late = filled(page(author, path))
    send(author, path, unknown="none")
    shown = author.post(HERE + path, {**late, "reload": "1"}).content.decode()
    again = {**filled(shown), "does_not_meet": "discuss"}
    assert author.post(HERE + path, again).status_code == 409


def test_two_editors_of_different_parts_do_not_disturb_each_other(author, draft):
    late = filled(page(author, TB))
    send(author, "1.0.1/question/heart/", **{"items/heart/text|en": "Heart words?"})
    author.post(HERE + TB, {**late, NAME: "Lung words?"})
    draft.refresh_from_db()
    assert "Heart words?" in str(draft.definition)
    assert "Lung words?" in str(draft.definition)


def test_a_group_has_words_and_a_condition_and_one_page(author, draft):
    path = "1.0.1/group/g-recent/"
    send(
        author,
        path,
        **{
            "items/g-recent/text|zh-hans": "最近",
            "together": "on",
            "when-0-answer": "dx|yes",
        },
    )
    draft.refresh_from_db()
    group = next(g for g in draft.definition["items"] if g["linkId"] == "g-recent")
    assert group["text"]["zh-hans"] == "最近"
    assert group["together"] is True
    assert group["enableWhen"] == [
        {"question": "dx", "operator": "=", "answerCode": "yes"}
    ]


def test_words_in_the_first_language_are_needed(author, draft):
    answer = send(author, TB, **{NAME: ""})
    assert answer.status_code == 422
    help_only = {"items/tb/help|zh-hans": "只有中文", "items/tb/help|en": ""}
    assert send(author, TB, **help_only).status_code == 422


def test_help_and_why_come_and_go(author, draft):
    link = "1.0.1/question/cart/"
    both = {"items/cart/help|en": "CAR-T help.", "items/cart/help|zh-hans": "帮助。"}
    send(author, link, **both)
    draft.refresh_from_db()
    assert "CAR-T help." in str(draft.definition)
    send(author, link, **dict.fromkeys(both, ""))
    draft.refresh_from_db()
    cart = next(
        item
        for group in draft.definition["items"]
        for item in group["item"]
        if item["linkId"] == "cart"
    )
    assert "help" not in cart
