"""Prepared answers are written and deleted in all their languages at once."""

import pytest

from contacts.console.actions import (
    delete_prepared_answer,
    new_key,
    save_prepared_answer,
)
from contacts.console.models import ReplyTemplate
from contacts.models import AuditEvent, Team, Verb
from tests.factories import NOW

pytestmark = pytest.mark.django_db
ENGLISH, CHINESE = ("Thank you", "Dear {first_name}"), ("谢谢", "您好")


@pytest.fixture(autouse=True)
def _none_yet():
    ReplyTemplate.objects.all().delete()


@pytest.fixture
def team() -> Team:
    return Team.objects.create(name="A team")


def save(team: Team | None, key: str = "", **words: tuple[str, str]) -> str:
    given = {"team": team, "key": key, "words": words, "now": NOW}
    return save_prepared_answer(**given, by="user:1")


def written(team: Team | None) -> list[tuple[str, str, str]]:
    rows = ReplyTemplate.objects.filter(team=team).order_by("position", "language")
    return list(rows.values_list("key", "language", "title"))


def test_a_new_one_stands_at_the_end_in_its_languages(team):
    save(team, en=("First", "…"))
    key = save(team, en=ENGLISH, zh=CHINESE)
    assert key == "thank-you"
    assert written(team)[1:] == [(key, "en", "Thank you"), (key, "zh", "谢谢")]


def test_a_language_that_is_left_out_goes_and_the_place_stays(team):
    key = save(team, en=ENGLISH, zh=CHINESE)
    save(team, en=("Second", "…"))
    save(team, key, zh=CHINESE)
    assert written(team) == [(key, "zh", "谢谢"), ("second", "en", "Second")]
    # A language that joins stands where the others of its answer do.
    save(team, key, zh=CHINESE, en=ENGLISH)
    assert [key for key, _, _ in written(team)] == [key, key, "second"]


def test_no_two_answers_share_a_key_not_even_with_the_common_ones(team):
    assert save(None, en=ENGLISH) == "thank-you"
    assert save(team, en=ENGLISH) == "thank-you-2"
    assert save(team, zh=CHINESE) == "answer"
    assert new_key("谢谢") == "answer-2"
    assert len(new_key("a long title " * 9)) <= 34


def test_a_teams_own_and_the_common_one_go_each_alone(team):
    for owner in (None, team):
        ReplyTemplate.objects.create(
            team=owner, key="same", language="en", title="Same", body="…", position=1
        )
    delete_prepared_answer(team=team, key="same", now=NOW, by="user:1")
    assert (written(team), len(written(None))) == ([], 1)


def test_the_audit_knows_which_languages_and_not_which_words(team):
    key = save(team, zh=CHINESE, en=ENGLISH)
    delete_prepared_answer(team=team, key=key, now=NOW, by="user:1")
    events = AuditEvent.objects.filter(verb=Verb.TEMPLATE_CHANGED)
    assert [one.detail["languages"] for one in events.order_by("pk")] == [
        ["en", "zh"],
        [],
    ]
    assert "Thank" not in str(list(events.values()))
