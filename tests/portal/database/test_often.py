"""PostgreSQL keeps the plan of what is asked often in the same words, and no other."""

import pytest
from django.db import connection, connections

from portal.database.often import Often
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
