"""Words of ours in a statement: found as by any other condition, and nothing else."""

import pytest
from django.db.models import F, Q

from contacts.models import OutgoingEmail, Queue
from portal.database.among import Said
from tests.factories import accepted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", [[Queue.LATE], [Queue.LATE, Queue.BULK]])
def test_words_are_found(words):
    accepted()
    late = OutgoingEmail.objects.filter(Said(F("queue"), words))
    assert late.count() == OutgoingEmail.objects.filter(queue="late").count() > 0
    assert not OutgoingEmail.objects.filter(~Q(Said(F("queue"), words))).exists()


@pytest.mark.parametrize("word", ["it's", "a b", "x'; DROP TABLE y --"])
def test_nothing_that_is_no_word_stands_in_a_statement(word):
    with pytest.raises(ValueError, match="our own words"):
        OutgoingEmail.objects.filter(Said(F("queue"), [word])).exists()
