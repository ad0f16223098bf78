"""The chain finds what somebody did past the portal, and says how far it vouches."""

import logging
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.audit.findings import ChainFault
from portal.audit.hashing import shown_hash
from portal.audit.models import AuditEvent, AuditSeal, SealedRow, Verb
from portal.audit.record import record_event
from portal.audit.sealing import seal_new_rows
from portal.audit.verifying import verify_chain
from portal.logs import safe_text
from tests.factories import NOW
from tests.portal.audit.chains import COPY, LATER, SECONDS, fill, found, pk, tamper

pytestmark = pytest.mark.django_db


def test_nothing_is_found_where_nothing_was_done():
    fill(30)
    record_event(Verb.TEAM_CHANGED, now=LATER, by="user:1")
    report = verify_chain()
    assert report.findings == []
    assert (report.rows, report.seals, report.waiting) == (30, 3, 1)
    assert report.until == report.whole_until == NOW + (29 * 60 + 1) * SECONDS


def test_an_empty_audit_is_whole():
    report = verify_chain()
    assert (report.findings, report.rows, report.until) == ([], 0, None)


@pytest.mark.parametrize(
    "change",
    [
        "\"by\" = 'user:2'",
        "verb = 'TEAM_FORMED'",
        "reference = 'ENQ-2'",
        "detail = '{\"team\": 99}'",
        "at = '2026-11-24 09:30:00.000001+00:00'",
    ],
)
def test_a_changed_row_is_named(change):
    fill(30)
    number = pk(14)
    tamper(f"UPDATE contacts_auditevent SET {change} WHERE id = {number}")
    report = verify_chain()
    assert [(one.kind, one.number) for one in report.findings] == [
        (ChainFault.CHANGED, number)
    ]
    # The chain is whole: every other row is vouched for to the end.
    assert report.until == NOW + (29 * 60 + 1) * SECONDS
    assert report.whole_until == NOW + (9 * 60 + 1) * SECONDS


@pytest.mark.parametrize("column", ["at", "verb", "by", "reference"])
def test_a_broken_byte_is_a_finding_and_no_crash(column):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL takes no broken letters")
    fill(10)
    number = pk(3)
    tamper(
        f"UPDATE contacts_auditevent SET \"{column}\" = CAST(x'80ff' AS TEXT) "
        f"WHERE id = {number}"
    )
    assert found() == [(ChainFault.CHANGED, number)]


def test_a_removed_row_is_named():
    fill(30)
    number = pk(14)
    tamper(f"DELETE FROM contacts_auditevent WHERE id = {number}")
    assert found() == [(ChainFault.REMOVED, number)]


def test_a_row_put_in_at_the_end_with_an_old_time_is_named():
    fill(30)
    old, new = pk(3), pk(29) + 1
    tamper(COPY.format(new=new, old=old))
    report = verify_chain()
    assert [(one.kind, one.number) for one in report.findings] == [
        (ChainFault.INSERTED, new)
    ]
    assert report.whole_until == AuditEvent.objects.get(pk=old).at
    # A seal takes it in as it takes every row, and it is found all the same.
    seal_new_rows(now=LATER)
    assert found() == [(ChainFault.INSERTED, new)]


def test_a_row_put_between_others_is_named():
    fill(30)
    old, gap = pk(14), pk(14)
    tamper(
        f"DELETE FROM contacts_auditevent WHERE id = {gap}",
        f"DELETE FROM portal_sealedrow WHERE event = {gap}",
        COPY.format(new=gap, old=pk(3)),
    )
    kinds = {kind for kind, _number in found()}
    assert (ChainFault.INSERTED, old) in found()
    assert ChainFault.ROWS_OF_SEAL in kinds


def test_who_changes_the_list_of_rows_breaks_its_seal():
    fill(30)
    number = pk(14)
    tamper(
        f"DELETE FROM contacts_auditevent WHERE id = {number}",
        f"DELETE FROM portal_sealedrow WHERE event = {number}",
    )
    report = verify_chain()
    assert [(one.kind, one.number) for one in report.findings] == [
        (ChainFault.ROWS_OF_SEAL, 2)
    ]
    assert report.until == report.whole_until == NOW + (9 * 60 + 1) * SECONDS


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (
            "UPDATE portal_auditseal SET count = 9 WHERE number = 2",
            ChainFault.SEAL_CHANGED,
        ),
        ("DELETE FROM portal_auditseal WHERE number = 2", ChainFault.SEAL_REMOVED),
        (
            "UPDATE portal_auditseal SET rows_gone_at = sealed_at WHERE number = 2",
            ChainFault.PURGED,
        ),
    ],
)
def test_a_seal_that_was_touched_is_named(change, kind):
    fill(30)
    tamper(change)
    assert (kind, 2) in found()


def test_a_chain_made_anew_differs_from_the_log(caplog, tmp_path):
    with caplog.at_level(logging.INFO, "portal.audit.sealing"):
        fill(30)
    log = tmp_path / "log"
    log.write_text("\n".join(caplog.messages))
    call_command("verify_audit", log=log, stdout=StringIO())
    tamper(
        f"UPDATE contacts_auditevent SET \"by\" = 'user:2' WHERE id = {pk(14)}",
        "DELETE FROM portal_sealedrow",
        "DELETE FROM portal_auditseal",
    )
    seal_new_rows(now=NOW + 30 * 60 * SECONDS)
    assert verify_chain().findings == []
    with pytest.raises(CommandError):
        call_command("verify_audit", log=log, stdout=StringIO())


def test_the_command_says_what_is_wrong_and_how_far_it_vouches():
    fill(30)
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "30 rows under 3 seals" in out.getvalue()
    assert "up to 2026-11-24T09:59:01.000000+00:00" in out.getvalue()
    number = pk(14)
    tamper(f"DELETE FROM contacts_auditevent WHERE id = {number}")
    out = StringIO()
    with pytest.raises(CommandError, match="1 things"):
        call_command("verify_audit", stdout=out)
    assert f"row {number} was removed." in out.getvalue()
    assert "Up to 2026-11-24T09:39:01.000000+00:00 nothing at all" in out.getvalue()


def test_a_trigger_that_is_gone_is_a_finding():
    fill(10)
    on = " ON contacts_auditevent" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER contacts_auditevent_no_update{on}")
    assert found() == [(ChainFault.TRIGGER, 0)]


def test_more_rows_than_a_seal_holds_come_under_several(monkeypatch):
    monkeypatch.setattr("portal.audit.sealing.MOST_ROWS", 7)
    pauses: list[float] = []
    monkeypatch.setattr("portal.database.pausing.sleep", pauses.append)
    fill(20, size=100)
    # Hours later: nobody put these rows in late.
    assert seal_new_rows(now=NOW + timedelta(hours=9)) == 20
    assert list(AuditSeal.objects.values_list("count", "has_more")) == [
        *[(7, True), (7, True)],
        (6, False),
    ]
    # Between two of them others may write; where writers stand in line nobody waits.
    assert len(pauses) == (3 if connection.vendor == "sqlite" else 0)
    assert found() == []
    assert seal_new_rows(now=NOW + timedelta(hours=9)) == 0


def test_a_row_whose_transaction_ended_late_is_sealed_later():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer, and no row overtakes another")
    fill(10)
    number = pk(9) + 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('contacts_auditevent_id_seq')")
    fill(10, start=10)
    tamper(COPY.format(new=number, old=pk(10)))
    seal_new_rows(now=NOW + 20 * 60 * SECONDS)
    assert SealedRow.objects.get(event=number).seal == 3


def test_no_seal_is_computed_while_somebody_waits():
    """Only the job seals; what records knows nothing of it."""
    record_event(Verb.TEAM_CHANGED, now=NOW, by="user:1")
    assert not AuditSeal.objects.exists()


def test_a_line_of_the_log_keeps_its_hash():
    fill(10)
    seal = AuditSeal.objects.get()
    shown = safe_text(f"audit seal 1: {shown_hash(seal.hash)}")
    assert re.sub(r"\.", "", shown).endswith(seal.hash)
