"""A backup is whole, its owner's alone, and never written over another."""

import sqlite3
import stat
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_backup_holds_everything_and_is_its_owners_alone(tmp_path):
    factories.accepted()
    target = tmp_path / "portal.backup"
    call_command("backup_database", target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(target)) as copy:
            assert copy.execute("SELECT count(*) FROM contacts_enquiry").fetchone() == (
                1,
            )


def test_a_backup_is_never_written_over(tmp_path):
    target = tmp_path / "portal.backup"
    target.write_text("kept")
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup_database", target)
    assert target.read_text() == "kept"


def test_a_backup_that_fails_leaves_nothing_that_looks_like_one(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "portal.management.commands.backup_database.copy_sqlite", no_space
    )
    monkeypatch.setattr(
        "portal.management.commands.backup_database.dump_postgresql", no_space
    )
    with pytest.raises(CommandError, match="No space"):
        call_command("backup_database", tmp_path / "portal.backup")
    assert list(tmp_path.iterdir()) == []


def no_space(target):
    target.write_text("half")
    raise OSError("No space left on device")
