"""What was said, and who may see it yet."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from contacts.models import Author, Message
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(seconds=10)


def written(author: str = Author.SITE_TEAM, **values: object) -> Message:
    usual = {"created_at": NOW, "released_at": NOW, "body": "Yes."}
    enquiry = values.pop("enquiry", None) or accepted().enquiry
    return Message.objects.create(enquiry=enquiry, author=author, **usual | values)


def test_what_can_be_taken_back_is_seen_by_nobody_yet():
    message = written(released_at=SOON)
    mine = Message.objects.filter(pk=message.pk)
    assert not mine.released(SOON - timedelta(seconds=1)).exists()
    assert mine.released(SOON).exists()


def test_a_familys_words_are_its_own_in_its_own_enquiry():
    enquiry = accepted().enquiry
    written(enquiry=enquiry)
    another = written(Author.ENQUIRER, enquiry=enquiry, body="Thank you")
    written(Author.ENQUIRER)
    found = Message.objects.from_family(enquiry)
    assert [one.body for one in found][1:] == [another.body]
    assert not any(one.is_from_team for one in found)


def test_one_form_is_one_message():
    key = uuid4()
    written(key=key)
    with pytest.raises(IntegrityError), transaction.atomic():
        written(key=key)
    assert written().key is None
    assert written().key is None


def test_answers_that_were_sent_along_are_read_as_they_were_shown():
    snapshot = '{"answers": [["Wie alt?", "9"]]}'
    assert written(selfcheck=snapshot).selfcheck_snapshot == {
        "answers": [["Wie alt?", "9"]]
    }
    assert written().selfcheck_snapshot is None


def test_what_was_said_lies_encrypted():
    message = written(body="My knee hurts.", quoted="Where?", selfcheck='{"a": 1}')
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body, quoted, selfcheck FROM contacts_message WHERE id = %s",
            [message.pk],
        )
        row = cursor.fetchone()
    assert not any(word in str(row) for word in ("knee", "Where", '"a"'))
