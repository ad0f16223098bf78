"""Drafts change and are published only as they were read."""

from datetime import date

import pytest

from tests import factories
from tests.trials.selfcheck.founding import DEFINITION, worked_examples
from trials.authoring.actions.changing import change_draft
from trials.authoring.actions.drafting import draft_selfcheck
from trials.authoring.actions.examples import accept_example, keep_example
from trials.authoring.actions.publishing import NotReadyError, Review, publish_selfcheck
from trials.authoring.actions.restoring import retire_selfcheck, roll_back
from trials.models import SelfCheckVersion

pytestmark = pytest.mark.django_db
ONE = {"reader": "Reader", "ethics": "EC-1"}
REVIEW = Review("Dr Example", {"en": ONE, "zh-hans": ONE}, date(2026, 11, 1))
WHEN = {"now": factories.NOW, "by": "user:1"}


@pytest.fixture
def draft() -> SelfCheckVersion:
    """The founding self-check with an example for each outcome."""
    found = draft_selfcheck(study=factories.Study(), definition=DEFINITION, **WHEN)
    worked_examples(found)
    return found


def again(version: SelfCheckVersion) -> SelfCheckVersion:
    return SelfCheckVersion.objects.get(pk=version.pk)


def changed(version: SelfCheckVersion, name: str) -> dict:
    return {**version.definition, "id": name}


def test_a_draft_that_somebody_changed_meanwhile_is_not_overwritten(draft):
    early = again(draft)
    assert change_draft(version=draft, definition=changed(draft, "first"), by="a")
    assert not change_draft(version=early, definition=changed(early, "second"), by="b")
    assert again(draft).definition["id"] == "first"
    assert again(draft).author == "a"


def test_only_what_was_read_is_published(draft):
    early = again(draft)
    change_draft(version=draft, definition=changed(draft, "other"), by="a")
    with pytest.raises(NotReadyError):
        publish_selfcheck(version=early, review=REVIEW, **WHEN)
    publish_selfcheck(version=again(draft), review=REVIEW, **WHEN)
    with pytest.raises(NotReadyError):
        publish_selfcheck(version=again(draft), review=REVIEW, **WHEN)
    assert not change_draft(version=again(draft), definition=DEFINITION, by="a")


def test_only_what_visitors_see_is_put_away_and_once(draft):
    assert not retire_selfcheck(version=draft, **WHEN)
    publish_selfcheck(version=draft, review=REVIEW, **{**WHEN, "by": "user:2"})
    assert retire_selfcheck(version=again(draft), **WHEN)
    assert not retire_selfcheck(version=again(draft), **WHEN)
    assert again(draft).retired_by == "user:1"


def test_what_was_published_without_a_review_never_comes_back(draft):
    publish_selfcheck(version=draft, review=None, **WHEN)
    retire_selfcheck(version=again(draft), **WHEN)
    with pytest.raises(NotReadyError):
        roll_back(version=again(draft), **WHEN)
    assert SelfCheckVersion.objects.count() == 1


def test_an_expectation_that_does_not_hold_is_only_the_outcome(draft):
    kept = keep_example(
        version=draft, title="T", answers={"who": "self"}, outcome="may_match"
    )
    assert kept.expected == {"valid": True, "outcome": "may_match"}
    accept_example(example=kept)
    assert kept.expected["outcome"] == "talk_to_team"
    assert kept.expected["states"]["I1"] == "unknown"


def test_an_example_of_wrong_answers_may_be_accepted_as_such(draft):
    kept = keep_example(
        version=draft, title="T", answers={"who": "nobody"}, outcome="may_match"
    )
    accept_example(example=kept)
    assert (kept.expected["valid"], kept.expected["outcome"]) == (False, None)
