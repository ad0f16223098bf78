"""Accepting a message asks for nothing that grows with the years: no count, no sum."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contacts.enquiries.urgency import weighing
from contacts.models import Enquiry
from tests import factories
from tests.services.posted import FORM

pytestmark = pytest.mark.django_db
COUNTS = re.compile(r"\b(COUNT|SUM|AVG|MAX|MIN)\(|GROUP BY|DISTINCT", re.IGNORECASE)
# Few rows by nature, however old the portal grows.
SMALL = ("contacts_team", "trials_", "contacts_facility", "contacts_membership")


def counting(queries: list[dict]) -> list[str]:
    """Return the statements that look at more than single rows of what has grown."""
    found = [one["sql"] for one in queries if COUNTS.search(one["sql"])]
    return [sql for sql in found if not of_few_rows(sql)]


def of_few_rows(sql: str) -> bool:
    tables = re.findall(r'(?:FROM|JOIN) "(\w+)"', sql)
    return all(table.startswith(SMALL) for table in tables)


def test_nothing_is_counted_while_a_message_is_accepted(client: Client):
    site = factories.site_with_contact()
    page = f"/trials/{site.study.registry_id}/message/"
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.post(page, {**FORM, "key": str(uuid4()), "site": site.key})
    assert answer.status_code == 303
    assert Enquiry.objects.count() == 1
    assert counting(captured.captured_queries) == []


def test_a_count_would_be_noticed():
    with CaptureQueriesContext(connection) as captured:
        Enquiry.objects.count()
        Enquiry.objects.filter(pk=1).exists()
    assert len(counting(captured.captured_queries)) == 1


def test_what_a_message_tells_is_looked_for_once(client: Client, monkeypatch):
    site = factories.site_with_contact()
    looked, read = [], weighing.read_passages

    def noted(text):
        looked.append(text)
        return read(text)

    monkeypatch.setattr(weighing, "read_passages", noted)
    said = {"message": "She cannot breathe.", "urgency_seen": "emergency_body"}
    values = {**FORM, **said, "key": str(uuid4()), "site": site.key}
    answer = client.post(f"/trials/{site.study.registry_id}/message/", values)
    assert answer.status_code == 303
    assert looked == ["She cannot breathe."]
    assert Enquiry.objects.get().is_urgent
