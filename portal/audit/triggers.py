"""Triggers that keep the audit as it was written; migrations put them in place.

Table → which columns a deed may change, and which deeds may delete. `flush` empties a
database as a whole (tests do).
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections

from portal.audit.gate import ERASE, FLUSH, PURGE

WORDS = "Rows of the audit are only ever added"


@dataclass(frozen=True)
class Guard:
    """What may be done with the rows of a table besides adding them."""

    key: str
    columns: tuple[str, ...]
    changed_by: str
    # Of these columns, by that deed.
    changeable: tuple[str, ...]
    deleted_by: tuple[str, ...]


GUARDS = {
    "contacts_auditevent": Guard(
        "id",
        ("id", "at", "verb", "by", "reference", "detail"),
        ERASE,
        ("reference", "detail"),
        (PURGE, FLUSH),
    ),
    "portal_auditseal": Guard(
        "number",
        (
            *("number", "sealed_at", "first_event", "last_event", "count", "rows_hash"),
            *("previous_hash", "hash", "has_more", "rows_gone_at"),
        ),
        PURGE,
        ("rows_gone_at",),
        (FLUSH,),
    ),
    "portal_sealedrow": Guard(
        "event",
        ("event", "seal", "hash", "erased_hash"),
        ERASE,
        ("erased_hash",),
        (PURGE, FLUSH),
    ),
}
FUNCTION = """
CREATE OR REPLACE FUNCTION portal_guard_audit() RETURNS trigger
LANGUAGE plpgsql AS $guard$
DECLARE
  deed text := coalesce(current_setting('portal.audit_deed', true), '');
BEGIN
  IF NOT deed = ANY (string_to_array(TG_ARGV[0], ',')) THEN
    RAISE EXCEPTION '{words} (%, %)', TG_TABLE_NAME, TG_OP USING ERRCODE = '23000';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (to_jsonb(NEW) - string_to_array(TG_ARGV[1], ','))
      IS DISTINCT FROM (to_jsonb(OLD) - string_to_array(TG_ARGV[1], ',')) THEN
      RAISE EXCEPTION '{words} (%, %)', TG_TABLE_NAME, TG_OP USING ERRCODE = '23000';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NULL;
END
$guard$
""".replace("{words}", WORDS)


def trigger_names(table: str, vendor: str) -> set[str]:
    """Return what the triggers of a table are called."""
    third = "truncate" if vendor == "postgresql" else "replace"
    return {f"{table}_no_{deed}" for deed in ("update", "delete", third)}


def postgres_statements(table: str, guard: Guard) -> list[str]:
    """Return what makes a table's triggers on PostgreSQL."""
    call = "EXECUTE FUNCTION portal_guard_audit"
    deleted_by, changeable = ",".join(guard.deleted_by), ",".join(guard.changeable)
    begins = [
        ("update", "ROW", f"('{guard.changed_by}', '{changeable}')"),
        ("delete", "ROW", f"('{deleted_by}')"),
        ("truncate", "STATEMENT", f"('{FLUSH}')"),
    ]
    return [
        f"CREATE OR REPLACE TRIGGER {table}_no_{deed} BEFORE {deed.upper()} "
        f"ON {table} FOR EACH {each} {call}{arguments}"
        for deed, each, arguments in begins
    ]


def sqlite_statements(table: str, guard: Guard) -> list[str]:
    """Return what makes a table's triggers on SQLite.

    INSERT OR REPLACE deletes without asking the trigger of deletes, so it has its own.
    """
    kept = [one for one in guard.columns if one not in guard.changeable]
    same = " OR ".join(f'NEW."{one}" IS NOT OLD."{one}"' for one in kept)
    deleted_by = ", ".join(f"'{deed}'" for deed in guard.deleted_by)
    key = f'"{guard.key}"'
    conditions = {
        "update": f"portal_audit_deed() <> '{guard.changed_by}' OR {same}",
        "delete": f"portal_audit_deed() NOT IN ({deleted_by})",
        "replace": f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})",  # noqa: S608 - names of ours
    }
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{deed} "
        f"BEFORE {'INSERT' if deed == 'replace' else deed.upper()} ON {table} "
        f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        for deed, condition in conditions.items()
    ]


def install_triggers(connection: Any, tables: set[str] | None = None) -> None:
    """Put the triggers in place; whoever has them keeps them."""
    make = postgres_statements
    statements = [FUNCTION]
    if connection.vendor == "sqlite":
        make, statements = sqlite_statements, []
    for table, guard in GUARDS.items():
        if tables is None or table in tables:
            statements += make(table, guard)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def missing_triggers(connection: Any) -> set[str]:
    """Return which triggers are not there, or are switched off."""
    asked = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
    if connection.vendor == "sqlite":
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        there = {row[0] for row in cursor.fetchall()}
    kind = connection.vendor
    wanted = {name for table in GUARDS for name in trigger_names(table, kind)}
    return wanted - there


def keep_triggers(*, using: str, **_: Any) -> None:
    """After `migrate`: SQLite drops a table's triggers when it makes the table anew."""
    connection = connections[using]
    tables = set(connection.introspection.table_names()) & set(GUARDS)
    install_triggers(connection, tables)
