"""Rows of the audit are only ever added, on both databases and past Django as well."""

import sqlite3

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from portal.audit.erasing import erase_events
from portal.audit.gate import ERASE, PURGE, let_pass
from portal.audit.models import AuditEvent, AuditSeal, SealedRow, Verb
from portal.audit.record import record_event
from portal.audit.sealing import seal_new_rows
from portal.audit.triggers import GUARDS, WORDS, install_triggers, missing_triggers
from tests.factories import NOW, Study

TABLES = {"contacts_auditevent": "id", "portal_auditseal": "number"}
TABLES["portal_sealedrow"] = "event"
DEEDS = {
    "contacts_auditevent": ["\"by\" = 'user:2'", "reference = 'ENQ-2'", "id = id + 1"],
    "portal_auditseal": ["hash = 'x'", "rows_gone_at = sealed_at"],
    "portal_sealedrow": ["hash = 'x'", "erased_hash = 'x'"],
}


@pytest.fixture
def sealed(db):
    """One sealed row."""
    record_event(Verb.TEAM_CHANGED, now=NOW, by="user:1", reference="ENQ-1", team=1)
    seal_new_rows(now=NOW)


def ask(statement: str) -> int:
    """Do something past Django's models; return how many rows it touched."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_the_tables_are_guarded():
    assert set(GUARDS) == set(TABLES)
    for table, guard in GUARDS.items():
        (model,) = [
            one
            for one in (AuditEvent, AuditSeal, SealedRow)
            if one._meta.db_table == table
        ]
        assert set(guard.columns) == {field.column for field in model._meta.fields}
        assert guard.key == model._meta.pk.column


@pytest.mark.django_db
def test_migrations_put_the_triggers_in_place():
    assert missing_triggers(connection) == set()


@pytest.mark.parametrize(
    ("table", "deed"), [(table, deed) for table in TABLES for deed in DEEDS[table]]
)
def test_no_row_is_changed(sealed, table, deed):
    with pytest.raises(DatabaseError, match=WORDS):
        ask(f"UPDATE {table} SET {deed}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_deleted(sealed, table):
    with pytest.raises(DatabaseError, match=WORDS):
        ask(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_put_in_the_place_of_another(sealed, table):
    if connection.vendor == "sqlite":
        statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    else:
        statement = f"TRUNCATE {table}"
    with pytest.raises(DatabaseError, match=WORDS):
        ask(statement)


def test_models_change_nothing_either(sealed):
    event = AuditEvent.objects.get()
    event.by = "user:2"
    for deed in (event.save, event.delete):
        with pytest.raises(DatabaseError, match=WORDS), transaction.atomic():
            deed()


@pytest.mark.parametrize("deed", [PURGE, ERASE])
def test_a_deed_that_passes_may_not_do_the_other(sealed, deed):
    wrong = {
        PURGE: "UPDATE contacts_auditevent SET reference = ''",
        ERASE: "DELETE FROM contacts_auditevent",
    }
    refused = pytest.raises(DatabaseError, match=WORDS)
    with refused, transaction.atomic(), let_pass(deed):
        ask(wrong[deed])


@pytest.mark.parametrize("column", ['"by"', "verb", "at"])
def test_an_erasure_takes_away_and_changes_nothing_else(sealed, column):
    value = "'2020-01-01'" if column == "at" else "'other'"
    refused = pytest.raises(DatabaseError, match=WORDS)
    with refused, transaction.atomic(), let_pass(ERASE):
        ask(f"UPDATE contacts_auditevent SET {column} = {value}")


def test_the_door_is_shut_behind_a_deed(sealed):
    erase_events(reference="ENQ-1", secret="s", now=NOW, by="enquirer")
    with pytest.raises(DatabaseError, match=WORDS):
        ask("UPDATE contacts_auditevent SET reference = ''")
    with pytest.raises(ZeroDivisionError), transaction.atomic(), let_pass(PURGE):
        raise ZeroDivisionError
    with pytest.raises(DatabaseError, match=WORDS):
        ask("DELETE FROM contacts_auditevent")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_empties_the_database_can(time):
    """Twice: the second begins with what the first left."""
    assert not AuditEvent.objects.exists()
    Study()
    record_event(Verb.TEAM_CHANGED, now=NOW, by="user:1")
    assert seal_new_rows(now=NOW) == 1
    assert missing_triggers(connection) == set()


@pytest.mark.django_db
def test_an_installation_is_not_emptied(settings):
    settings.AUDIT_MAY_BE_FLUSHED = False
    with pytest.raises(CommandError, match="delete the audit"):
        call_command("flush", interactive=False, verbosity=0)


def test_another_program_cannot_change_a_row_of_sqlite(tmp_path):
    """Without the portal's own function its triggers stop everything."""
    path = tmp_path / "other.sqlite3"
    columns = {t: ", ".join(f'"{c}"' for c in g.columns) for t, g in GUARDS.items()}
    made = sqlite3.connect(path, isolation_level=None)
    for table, names in columns.items():
        made.execute(f"CREATE TABLE {table} ({names})")

    class AsSqlite:
        vendor = "sqlite"

        def cursor(self):
            return self

        def __enter__(self):
            return made

        def __exit__(self, *_):
            return None

    install_triggers(AsSqlite())
    made.execute("INSERT INTO contacts_auditevent (id) VALUES (1)")
    for deed in (
        "DELETE FROM contacts_auditevent",
        "UPDATE contacts_auditevent SET id=2",
    ):
        with pytest.raises(sqlite3.Error, match="portal_audit_deed"):
            made.execute(deed)
    made.close()


@pytest.mark.django_db
def test_a_table_that_was_made_anew_gets_its_triggers_back():
    names = missing_triggers(connection)
    assert names == set()
    name = "contacts_auditevent_no_update"
    on = " ON contacts_auditevent" if connection.vendor == "postgresql" else ""
    ask(f"DROP TRIGGER {name}{on}")
    assert missing_triggers(connections["default"]) == {name}
    call_command("migrate", verbosity=0)
    assert missing_triggers(connection) == set()
