"""What is too old goes, what was erased is bare, and the chain stays verifiable."""

from datetime import timedelta

import pytest

from portal.audit.erasing import erase_events, erased_reference
from portal.audit.findings import ChainFault
from portal.audit.models import AuditEvent, AuditSeal
from portal.audit.purging import purge_audit
from portal.audit.sealing import seal_new_rows
from tests.factories import NOW
from tests.portal.audit.chains import LATER, fill, found, pk, tamper

pytestmark = pytest.mark.django_db


def test_what_is_too_old_goes_and_the_chain_stays():
    fill(30)
    later = NOW + timedelta(days=10, minutes=15)
    assert purge_audit(now=later, days=0, by="worker") == 0
    assert purge_audit(now=later, days=10, by="worker") == 10
    assert AuditEvent.objects.count() == 21
    assert AuditSeal.objects.count() == 3
    seal_new_rows(now=later)
    assert found() == []
    assert purge_audit(now=later, days=10, by="worker") == 0
    # Whoever deletes rows and says that they were too old is seen.
    tamper(
        "DELETE FROM contacts_auditevent WHERE id IN "
        "(SELECT event FROM portal_sealedrow WHERE seal = 2)",
        "DELETE FROM portal_sealedrow WHERE seal = 2",
        "UPDATE portal_auditseal SET rows_gone_at = sealed_at WHERE number = 2",
    )
    assert found() == [(ChainFault.PURGED, 2)]


def test_an_erased_reference_leaves_the_chain_verifiable():
    fill(25)
    assert erase_events(reference="ENQ-1", secret="s", now=LATER, by="enquirer") == 25
    seal_new_rows(now=LATER)
    assert not AuditEvent.objects.filter(reference="ENQ-1").exists()
    instead = erased_reference("ENQ-1", "s")
    assert AuditEvent.objects.filter(reference=instead, by="user:1").count() == 25
    assert found() == []
    number = pk(3)
    tamper(f"UPDATE contacts_auditevent SET detail = '{{\"a\":1}}' WHERE id = {number}")
    assert (ChainFault.CHANGED, number) in found()


def test_a_change_that_calls_itself_an_erasure_is_found():
    fill(10)
    number = pk(3)
    tamper(
        f"UPDATE contacts_auditevent SET reference = 'ERASED-1', detail = '{{}}' "
        f"WHERE id = {number}",
        f"UPDATE portal_sealedrow SET erased_hash = hash WHERE event = {number}",
    )
    assert found() == [(ChainFault.CHANGED, number)]
