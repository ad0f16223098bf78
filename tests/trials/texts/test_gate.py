"""One gate: who writes does not approve, what left its author never changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from portal.audit.models import AuditEvent
from tests import factories, texts
from tests.factories import NOW
from tests.texts import APPROVAL, OTHER, READER, TODAY, WRITER
from trials.models import FrozenVersionError, TextKind, TextState, TextVersion
from trials.models.gated.kinds import CLASS_OF, OF_STUDIES
from trials.texts.actions.drafting import copy_text, save_draft_text
from trials.texts.actions.publishing import (
    publish_text,
    roll_back_text,
    withdraw_text,
)
from trials.texts.actions.reviewing import approve_text, return_text, submit_text
from trials.texts.differences import changed_texts
from trials.texts.refusals import SENTENCES, TextRefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def study():
    return factories.Study(registry_id="NCT90000001")


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


def test_an_altered_text_is_neither_approved_nor_published(study):
    versions = [texts.submitted(study), texts.approved(study, language="zh-hans")]
    pks = [one.pk for one in versions]
    alter(pks)
    first, second = TextVersion.objects.filter(pk__in=pks).order_by("pk")
    assert refused(approve, version=first) == "altered"
    last = {"version": second, "today": TODAY, "now": NOW, "by": WRITER}
    assert refused(publish_text, **last) == "altered"


def alter(pks) -> None:
    """Change bytes around the model, as by hand in the database."""
    with connection.cursor() as cursor:
        for pk in pks:
            cursor.execute(
                "UPDATE trials_textversion SET body = %s WHERE id = %s",
                ['{"title": "Another text"}', pk],
            )


def test_a_version_that_left_its_author_never_changes(study):
    version = texts.submitted(study)
    for change in ({"body": {}}, {"sha256": "x"}, {"state": "DRAFT"}, {"slot": "x"}):
        with pytest.raises(FrozenVersionError):
            TextVersion.objects.filter(pk=version.pk).update(**change)
        for name, value in change.items():
            setattr(version, name, value)
        with pytest.raises(FrozenVersionError):
            version.save()
        version.refresh_from_db()


@pytest.mark.parametrize(
    "values",
    [
        {"reviewer": WRITER},
        {"author": ""},
        {"state": "APPROVED"},
        {"state": "APPROVED", "reviewer": READER, "approved_on": TODAY},
        {
            "state": "PUBLISHED",
            "reviewer": READER,
            "approved_on": TODAY,
            "ethics_reference": "EC 1",
        },
        {"state": "WITHDRAWN"},
        {"state": "SHOWN"},
        {"kind": "POEM"},
        {"study": None},
    ],
)
def test_the_database_itself_refuses(study, values):
    version = texts.drafted(study)
    for name, value in values.items():
        setattr(version, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


def test_a_text_has_one_draft_and_one_published_version(study):
    texts.drafted(study)
    with pytest.raises(IntegrityError), transaction.atomic():
        texts.drafted(study)
    first = texts.published(study, language="zh-hans")
    second = texts.published(study, language="zh-hans")
    first.refresh_from_db()
    assert (first.state, second.number) == (TextState.WITHDRAWN, first.number + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        TextVersion.objects.filter(pk=first.pk).update(state=TextState.PUBLISHED)


def test_two_editors_never_overwrite_each_other(study):
    version = texts.drafted(study)
    opened = version.sha256
    mine = texts.study_body(texts.section("what", "What?", "Mine."))
    theirs = texts.study_body(texts.section("what", "What?", "Theirs."))
    step = {"version": version, "base": opened, "now": NOW}
    assert save_draft_text(**step, body=theirs, by=OTHER)
    assert not save_draft_text(**step, body=mine, by=WRITER)
    version.refresh_from_db()
    assert version.body == theirs
    assert changed_texts(theirs, mine)[0].path == "sections/0/paragraphs/0/text"


def test_a_change_of_what_is_shown_is_a_new_version(study):
    shown = texts.published(study)
    fresh = copy_text(version=shown, now=NOW, by=OTHER)
    assert (fresh.number, fresh.state, fresh.body) == (2, "DRAFT", shown.body)
    assert copy_text(version=shown, now=NOW, by=WRITER) == fresh
    shown.refresh_from_db()
    assert shown.state == TextState.PUBLISHED


def test_a_text_that_is_given_back_is_a_draft_again(study):
    fresh = return_text(version=texts.submitted(study), now=NOW, by=READER)
    assert (fresh.number, fresh.state, fresh.author) == (2, "DRAFT", READER)


def test_rolling_back_brings_words_and_approval(study):
    first = texts.published(study)
    other = texts.study_body(texts.section("what", "What?", "Other words."))
    texts.published(study, other)
    step = {"today": TODAY, "now": NOW, "by": OTHER}
    first.refresh_from_db()
    back = roll_back_text(version=first, **step)
    assert (back.number, back.body, back.sha256) == (3, first.body, first.sha256)
    assert (back.reviewer, back.ethics_reference, back.publisher) == (
        *(READER, APPROVAL.ethics_reference, OTHER),
    )
    never = withdraw_text(
        version=texts.submitted(study, language="zh-hans"), now=NOW, by=WRITER
    )
    assert refused(roll_back_text, version=never, **step) == "never_approved"


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
