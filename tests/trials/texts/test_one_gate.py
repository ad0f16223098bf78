"""Texts and self-checks go through one gate: one table of steps, one decision."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal.alarms.kinds import AlarmKind
from tests import factories, texts
from tests.factories import NOW
from tests.texts import WRITER
from tests.trials.selfcheck.founding import DEFINITION, worked_examples
from tests.trials.texts.people import person
from tests.trials.texts.test_pack import DECISION, PATH, decide, taken
from trials.authoring.actions.changing import change_draft
from trials.authoring.actions.drafting import draft_selfcheck
from trials.authoring.actions.publishing import Review, publish_selfcheck
from trials.authoring.views.drafts import review_form
from trials.models import FrozenVersionError, SelfCheckVersion, Study, TextVersion
from trials.models.gated.states import MOVES, TextState
from trials.texts.actions import watching
from trials.texts.pack import parts

pytestmark = pytest.mark.django_db
ONE = {"reader": "Reader Example", "ethics": "EC 2026/99"}
# How a version comes to each state by the table alone.
WAYS = {
    TextState.DRAFT: (),
    TextState.IN_REVIEW: (TextState.IN_REVIEW,),
    TextState.APPROVED: (TextState.IN_REVIEW, TextState.APPROVED),
    TextState.PUBLISHED: (TextState.IN_REVIEW, TextState.APPROVED, TextState.PUBLISHED),
    TextState.WITHDRAWN: (TextState.WITHDRAWN,),
}


@pytest.fixture(autouse=True)
def _texts_alone(monkeypatch) -> None:
    monkeypatch.setattr(parts, "MORE", [])


@pytest.fixture
def study() -> Study:
    return factories.Study(registry_id="NCT90000001")


def selfcheck(study: Study, by: str = WRITER) -> SelfCheckVersion:
    made = draft_selfcheck(study=study, definition=DEFINITION, now=NOW, by=by)
    worked_examples(made)
    return made


def whole_text(study: Study) -> TextVersion:
    """Return a draft text with all that any state needs."""
    made = texts.drafted(study)
    signed = {"reviewer": "user:1002", "reviewer_name": "Dr", "ethics_reference": "EC"}
    signed |= {"approved_on": NOW.date(), "publisher": "user:1003"}
    times = {"published_at": NOW, "withdrawn_at": NOW}
    TextVersion.objects.filter(pk=made.pk).update(**signed, **times)
    made.refresh_from_db()
    return made


def whole_check(study: Study) -> SelfCheckVersion:
    made = selfcheck(study)
    SelfCheckVersion.objects.filter(pk=made.pk).update(published_at=NOW)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("make", [whole_text, whole_check])
@pytest.mark.parametrize("before", TextState.values)
@pytest.mark.parametrize("after", TextState.values)
def test_every_version_takes_the_steps_of_one_table(study, make, before, after):
    version = make(study)
    for state in WAYS[before]:
        version.move_to(state)
    rows = type(version).objects.filter(pk=version.pk)
    if before == after or after in MOVES[before]:
        rows.update(state=after)
        return
    with pytest.raises(FrozenVersionError):
        version.move_to(after)
    with pytest.raises(FrozenVersionError):
        rows.update(state=after)
    assert rows.get().state == before


def test_of_a_text_the_database_refuses_to_leave_the_approval_out(study):
    version = texts.submitted(study)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.move_to(TextState.PUBLISHED)


def test_the_committees_decision_reaches_the_selfcheck_of_its_pack(study):
    check = selfcheck(study)
    page = decide(person("reader"), taken(person("editor"))).content.decode()
    assert f"{PATH.replace('texts', 'self-checks')}{check.number}/" in page
    check.refresh_from_db()
    assert check.ethics_reference == DECISION["ethics_reference"]
    assert check.valid_until.isoformat() == DECISION["valid_until"]
    # Not more than that: another person has still to read and publish it.
    assert (check.state, check.approved_on) == ("DRAFT", None)
    form = review_form(check)
    assert form["ethics-zh-hans"].value() == DECISION["ethics_reference"]
    assert form["valid_until"].value() == check.valid_until


def test_a_change_after_the_pack_takes_the_decision_away(study):
    check = selfcheck(study)
    raw = taken(person("editor"))
    other = {**check.definition, "id": "other"}
    change_draft(version=check, definition=other, by=WRITER)
    page = decide(person("reader"), raw).content.decode()
    assert "does not wait any more, or has changed" in page
    check.refresh_from_db()
    assert check.ethics_reference == ""
    decide(person("second"), taken(person("other")))
    check.refresh_from_db()
    assert check.ethics_reference == DECISION["ethics_reference"]
    change_draft(version=check, definition=DEFINITION, by=WRITER)
    check.refresh_from_db()
    assert (check.ethics_reference, check.valid_until) == ("", None)


def test_nobody_brings_the_decision_on_an_own_selfcheck(study):
    editor = person("editor")
    check = selfcheck(study, by=f"user:{editor.user.pk}")
    assert "Ask another person" in decide(editor, taken(editor)).content.decode()
    check.refresh_from_db()
    assert check.ethics_reference == ""


def test_the_end_of_a_selfchecks_approval_is_told_before(study, monkeypatch):
    check = selfcheck(study)
    last = date(2026, 12, 1)
    review = Review("Dr Example", {"en": ONE, "zh-hans": ONE}, NOW.date(), last)
    publish_selfcheck(version=check, review=review, now=NOW, by="user:2")
    told = []
    monkeypatch.setattr(watching, "tell", lambda one: told.append(one) or True)
    for day in (date(2026, 11, 24), date(2026, 11, 25)):
        watching.watch_served_texts(now=NOW, today=day)
    (one,) = told
    assert one.kind == AlarmKind.TEXT_ENDS
    assert one.detail["text"] == "SELFCHECK/NCT90000001"
    assert one.detail["days"] == 7
