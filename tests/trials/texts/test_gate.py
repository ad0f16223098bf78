"""One gate: who writes does not approve, what left its author never changes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.audit.models import AuditEvent
from tests import factories, texts
from tests.factories import NOW
from tests.texts import APPROVAL, OTHER, READER, TODAY, WRITER
from trials.models import TextKind, TextState
from trials.models.gated.kinds import CLASS_OF, OF_STUDIES
from trials.texts.actions.drafting import save_draft_text
from trials.texts.actions.publishing import (
    publish_text,
    roll_back_text,
    withdraw_text,
)
from trials.texts.actions.reviewing import approve_text, submit_text
from trials.texts.refusals import SENTENCES, TextRefusedError

pytestmark = pytest.mark.django_db


def refused(deed, **values) -> str:
    """Return the code with which a step is refused."""
    with pytest.raises(TextRefusedError) as caught:
        deed(**values)
    assert caught.value.sentence
    return caught.value.code


def approve(version, by=READER, **changes):
    approval = replace(APPROVAL, **changes)
    return approve_text(version=version, approval=approval, now=NOW, by=by)


def test_every_kind_has_its_class():
    assert set(CLASS_OF) == set(TextKind)


def test_from_draft_to_the_page_and_each_step_is_written_down(study):
    version = texts.published(study)
    assert (version.state, version.reviewer, version.publisher) == (
        *(TextState.PUBLISHED, READER, WRITER),
    )
    withdraw_text(version=version, now=NOW, by=OTHER)
    told = list(AuditEvent.objects.values_list("verb", "by"))
    assert told == [
        ("TEXT_DRAFTED", WRITER),
        ("TEXT_SUBMITTED", WRITER),
        ("TEXT_APPROVED", READER),
        ("TEXT_PUBLISHED", WRITER),
        ("TEXT_WITHDRAWN", OTHER),
    ]
    assert all("rest" not in str(one.detail) for one in AuditEvent.objects.all())


def test_nobody_approves_what_they_wrote_in(study):
    version = texts.drafted(study)
    save_draft_text(
        version=version,
        body=texts.study_body(texts.section("why", "Why?", "To learn.")),
        base=version.sha256,
        now=NOW,
        by=OTHER,
    )
    submit_text(version=version, now=NOW, by=OTHER)
    version.refresh_from_db()
    for writer in (WRITER, OTHER):
        assert refused(approve, version=version, by=writer) == "own"
    assert approve(version).state == TextState.APPROVED


@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        (TextKind.STUDY, {"name": ""}, "no_name"),
        (TextKind.STUDY, {"ethics_reference": ""}, "no_ethics"),
        (TextKind.FACTS, {"ethics_reference": ""}, "no_ethics"),
        (TextKind.ALERTS, {"ethics_reference": ""}, "no_ethics"),
        (TextKind.PRIVACY, {"name": ""}, "no_name"),
        (TextKind.STUDY, {"valid_until": TODAY - timedelta(1)}, "over"),
    ],
)
def test_an_approval_lacks_nothing_that_its_kind_needs(study, kind, change, code):
    owner = study if kind in OF_STUDIES else None
    version = texts.submitted(owner, kind=kind)
    assert refused(approve, version=version, **change) == code


@pytest.mark.parametrize(
    "kind", [kind for kind, one in CLASS_OF.items() if one != "RECRUITMENT"]
)
def test_other_classes_need_no_committee(kind):
    version = texts.submitted(kind=kind)
    assert approve(version, ethics_reference="").state == TextState.APPROVED


def test_an_empty_text_is_not_handed_in(study):
    version = texts.drafted(study, texts.study_body(texts.section("a", "")))
    assert refused(submit_text, version=version, now=NOW, by=WRITER) == "empty"


def test_what_promises_is_handed_in_only_on_purpose(study):
    body = texts.study_body(
        texts.section("a", "A", "You are guaranteed a cure. You qualify at once!")
    )
    version = texts.drafted(study, body)
    assert refused(submit_text, version=version, now=NOW, by=WRITER) == "risky"
    row = submit_text(version=version, now=NOW, by=WRITER, despite=True)
    assert row.state == TextState.IN_REVIEW
    assert AuditEvent.objects.last().detail["findings"] >= 2


def test_each_step_takes_only_a_text_that_is_there(study):
    draft = texts.drafted(study)
    assert refused(approve, version=draft) == "changed"
    for deed in (publish_text, roll_back_text):
        code = refused(deed, version=draft, today=TODAY, now=NOW, by=WRITER)
        assert code == "changed"
    approved = texts.approved(study, language="zh-hans")
    assert refused(submit_text, version=approved, now=NOW, by=WRITER) == "changed"


def test_what_is_over_is_not_published(study):
    version = texts.approved(study, valid_until=TODAY)
    late = {"today": TODAY + timedelta(1), "now": NOW, "by": WRITER}
    assert refused(publish_text, version=version, **late) == "over"
    early = {**late, "today": TODAY}
    assert publish_text(version=version, **early).state == TextState.PUBLISHED
    row = withdraw_text(version=version, now=NOW, by=WRITER)
    assert refused(roll_back_text, version=row, **late) == "over"


def test_legal_words_stay_until_others_stand_in_their_place():
    shown = texts.published(kind=TextKind.PRIVACY)
    assert refused(withdraw_text, version=shown, now=NOW, by=OTHER) == "stays"
    texts.published(kind=TextKind.PRIVACY, body={"title": "New", "paragraphs": []})
    shown.refresh_from_db()
    assert shown.state == TextState.WITHDRAWN


def test_publishing_makes_the_studys_pages_stale_and_no_other(study):
    other = factories.Study()
    texts.published(study)
    assert {one.revision for one in (study, other)} == {1}
    study.refresh_from_db()
    other.refresh_from_db()
    assert (study.revision, other.revision) == (2, 1)
    texts.published(kind=TextKind.PHASES)
    study.refresh_from_db()
    other.refresh_from_db()
    assert (study.revision, other.revision) == (3, 2)


def test_every_refusal_has_a_sentence():
    assert all(str(sentence).endswith(".") for sentence in SENTENCES.values())
