"""Columns are made ready together, and secrets apart; numbers stand in the words."""

import pytest
from django.db.models import F
from django.utils import timezone

from contacts.models import OutgoingEmail
from portal.database.among import Among
from portal.database.pouring import column_of
from portal.lib.crypto import decrypt
from tests import factories
from trials.models import Study

pytestmark = pytest.mark.django_db


def test_equal_secrets_do_not_look_equal():
    rows = [OutgoingEmail(to_address="lena@families.example") for _ in range(3)]
    column = column_of(OutgoingEmail._meta.get_field("to_address"), rows)
    assert len(set(column)) == 3
    assert {decrypt(one) for one in column} == {"lena@families.example"}


def test_a_column_is_what_each_row_says():
    now = timezone.now()
    rows = [OutgoingEmail(subject=one, created_at=now) for one in ("A", "B", "A")]
    subject, created = map(OutgoingEmail._meta.get_field, ("subject", "created_at"))
    assert column_of(subject, rows) == ["A", "B", "A"]
    assert len(set(column_of(created, rows))) == 1


def test_rows_are_found_by_numbers_in_the_statement():
    some, other = [factories.Study() for _ in range(3)], factories.Study()
    chosen = Study.objects.filter(Among(F("pk"), [one.pk for one in some]))
    assert set(chosen) == set(some)
    assert other not in chosen
    sql, params = chosen.query.sql_with_params()
    assert (", ".join(str(one.pk) for one in some) in sql, params) == (True, ())
    assert not Study.objects.filter(Among(F("pk"), [])).exists()


def test_words_are_no_numbers():
    with pytest.raises(ValueError, match="invalid literal"):
        list(Study.objects.filter(Among(F("pk"), ["1) OR (1=1"])))
