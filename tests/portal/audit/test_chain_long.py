"""A hundred thousand rows, and three of them touched past the portal."""

import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.audit.models import AuditEvent, AuditSeal, Verb
from portal.audit.sealing import seal_new_rows
from tests.factories import NOW
from tests.portal.audit.chains import COPY, pk, tamper

ROWS = 100_000
pytestmark = [pytest.mark.django_db, pytest.mark.long]


def event(number: int) -> AuditEvent:
    return AuditEvent(
        at=NOW + timedelta(seconds=number),
        verb=Verb.ENQUIRY_READ,
        by=f"user:{number % 40}",
        reference=f"ENQ-{number % 999}",
        detail={"number": number},
    )


def test_three_rows_of_a_hundred_thousand_are_found(capsys):
    for start in range(0, ROWS, 10_000):
        AuditEvent.objects.bulk_create(event(start + n) for n in range(10_000))
    sealed_at = NOW + timedelta(seconds=ROWS)
    began = time.perf_counter()
    assert seal_new_rows(now=sealed_at) == ROWS
    sealing = time.perf_counter() - began
    began = time.perf_counter()
    call_command("verify_audit", stdout=StringIO())
    verifying = time.perf_counter() - began
    with capsys.disabled():
        print(f"\n  {ROWS} rows: {sealing:.1f} s to seal, {verifying:.1f} s to verify")  # noqa: T201
    changed, removed, inserted = pk(40_000), pk(60_000), pk(ROWS - 1) + 1
    tamper(
        f"UPDATE contacts_auditevent SET \"by\" = 'user:1x' WHERE id = {changed}",
        COPY.format(new=inserted, old=pk(20_000)),
        f"DELETE FROM contacts_auditevent WHERE id = {removed}",
    )
    out = StringIO()
    with pytest.raises(CommandError, match="3 things"):
        call_command("verify_audit", stdout=out)
    said = out.getvalue()
    assert f"row {changed} was changed." in said
    assert f"row {removed} was removed." in said
    assert f"row {inserted} was inserted" in said
    assert f"up to {sealed_at:%Y-%m-%dT%H:%M:%S}" in said
    assert AuditSeal.objects.count() == ROWS // 2000
