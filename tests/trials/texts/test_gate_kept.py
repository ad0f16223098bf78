"""What left its author never changes; earlier words come back as they were."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from tests import texts
from tests.factories import NOW
from tests.texts import APPROVAL, OTHER, READER, TODAY, WRITER
from tests.trials.texts.test_gate import approve, refused
from trials.models import FrozenVersionError, TextState, TextVersion
from trials.texts.actions.drafting import copy_text, save_draft_text
from trials.texts.actions.publishing import publish_text, roll_back_text, withdraw_text
from trials.texts.actions.reviewing import return_text
from trials.texts.differences import changed_texts

pytestmark = pytest.mark.django_db


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
    # Round every guard of ours, as a hand on the database would.
    rows = QuerySet(TextVersion).filter(pk=version.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**values)


def test_a_text_has_one_draft_and_one_published_version(study):
    texts.drafted(study)
    with pytest.raises(IntegrityError), transaction.atomic():
        texts.drafted(study)
    first = texts.published(study, language="zh-hans")
    second = texts.published(study, language="zh-hans")
    first.refresh_from_db()
    assert (first.state, second.number) == (TextState.WITHDRAWN, first.number + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(TextVersion).filter(pk=first.pk).update(state=TextState.PUBLISHED)


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
