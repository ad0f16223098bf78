"""PostgreSQL keeps the plan of what is asked often in the same words, and no other."""

import pytest
from django.db import (
    NotSupportedError,
    ProgrammingError,
    connection,
    connections,
    transaction,
)
from django.db.models import QuerySet

from portal.database.known_sql import KnownQuery
from portal.database.often import Often
from portal.database.postgresql.known_marks import split
from portal.database.together import RawStatement, ask
from trials.models import Study

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite keeps its statements itself"
    ),
]
OURS = "SELECT id FROM trials_study WHERE registry_id = %s"
KEPT = "SELECT statement FROM pg_prepared_statements WHERE statement LIKE %s"


def kept() -> list[str]:
    """Return which statements about studies this session has plans of."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT, ["%FROM%trials_study%WHERE%"])
        return [statement for (statement,) in cursor.fetchall()]


def ask_often() -> None:
    for number in range(4):
        assert ask(RawStatement(OURS, [f"NCT8000000{number}"])) == []
        assert not Study.objects.filter(registry_id=f"NCT8000000{number}").exists()


def test_only_words_that_stay_the_same_are_planned_once():
    assert kept() == []
    ask_often()
    assert kept() == [OURS.replace("%s", "$1")]


def test_behind_a_pool_no_plan_is_kept():
    other = connections.create_connection("default")
    other.settings_dict = {**other.settings_dict, "DISABLE_SERVER_SIDE_CURSORS": True}
    try:
        with other.cursor() as cursor:
            for _time in range(4):
                cursor.execute(Often(OURS), ["NCT80000000"])
            cursor.execute(KEPT, ["%"])
            assert cursor.fetchall() == []
    finally:
        other.close()


LONG = f"{OURS} OR brief_title <> '{'%%' * 5000}'"


@pytest.mark.parametrize("words", [OURS, LONG])
def test_marks_of_words_that_come_often_are_sought_once(words):
    split.cache_clear()
    for number in range(4):
        with connection.cursor() as cursor:
            cursor.execute(Often(words), [f"NCT8000000{number}"])
    told = split.cache_info()
    assert (told.misses, told.hits) == (1, 3)
    assert kept()[0].startswith(OURS.replace("%s", "$1"))


def test_without_values_and_with_others_words_are_read_as_ever():
    split.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute(Often("SELECT '%s'"))
        assert cursor.fetchone() == ("%s",)
        cursor.execute("SELECT %s || '%%'", ["ten "])
        assert cursor.fetchone() == ("ten %",)
        with pytest.raises(ProgrammingError):
            cursor.execute(Often("SELECT %s"), ["one", "two"])
    assert split.cache_info().currsize == 1


def test_a_known_query_may_be_one_of_them():
    for words in (str, Often):
        known = KnownQuery(named, str, words=words)
        for number in range(4):
            assert known.rows(f"NCT8000000{number}") == []
    assert len(kept()) == 1


def named(number: str) -> QuerySet[Study]:
    return Study.objects.filter(registry_id=number)


def change_elsewhere(words: str) -> None:
    """Let another session change a table, as an update does."""
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute(words)
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_column_that_an_update_changes_is_read_by_a_new_plan():
    """The version before goes on while the database is that of the next already."""
    words = Often("SELECT name FROM widened WHERE name = %s")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE widened (name varchar(5))")
        try:
            cursor.execute("INSERT INTO widened VALUES ('one')")
            for _time in range(4):
                cursor.execute(words, ["one"])
            change_elsewhere("ALTER TABLE widened ALTER name TYPE varchar(9)")
            for _time in range(4):
                cursor.execute(words, ["one"])
                assert cursor.fetchall() == [("one",)]
        finally:
            cursor.execute("DROP TABLE widened")


@pytest.mark.django_db(transaction=True)
def test_within_a_transaction_the_deed_is_tried_again_by_whoever_does_it():
    words = Often("SELECT name FROM widened WHERE name = %s")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE widened (name varchar(5))")
        try:
            for _time in range(4):
                cursor.execute(words, ["one"])
            change_elsewhere("ALTER TABLE widened ALTER name TYPE varchar(9)")
            with pytest.raises(NotSupportedError), transaction.atomic():
                cursor.execute(words, ["one"])
            with transaction.atomic():
                cursor.execute(words, ["one"])
        finally:
            cursor.execute("DROP TABLE widened")
