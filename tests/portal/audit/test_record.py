"""What happened is added to the audit by one function, with the deed or not at all."""

import pytest
from django.db import transaction

from portal.audit.models import AuditEvent, Verb
from portal.audit.record import record_event
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_an_event_holds_what_when_and_by_whom():
    record_event(
        Verb.TEAM_CHANGED, now=NOW, by="user:7", reference="ENQ-1", team=3, fields=["a"]
    )
    event = AuditEvent.objects.get()
    assert (event.verb, event.at, event.by) == (Verb.TEAM_CHANGED, NOW, "user:7")
    assert event.reference == "ENQ-1"
    assert event.detail == {"team": 3, "fields": ["a"]}


@transaction.atomic
def fail_after_recording() -> None:
    record_event(Verb.TEAM_CHANGED, now=NOW, by="user:7")
    raise RuntimeError


def test_an_event_falls_with_its_deed():
    with pytest.raises(RuntimeError):
        fail_after_recording()
    assert not AuditEvent.objects.exists()
