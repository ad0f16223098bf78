"""The inbox, the export and the figures, as a member of a team sees them."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone

from contacts.console.exporting.log import csv_lines
from contacts.console.figures import AGES, Waiting
from contacts.console.waiting import count_waiting
from contacts.models import (
    Enquiry,
    Message,
)
from contacts.teams.roster.cells import harmless
from tests.contacts.console.views.test_handling import reply
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return accepted()


@pytest.fixture
def user(sent):
    return staff([sent.enquiry.site])


@pytest.fixture
def member(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("?q=fischer", True),
        ("?q=LENA+Fischer", True),
        ("?q=Fisch", True),
        ("?q=ischer", False),
        ("?show=unread", True),
        ("?show=mine", False),
        ("?show=nonsense&page=-3&team=x", True),
        ("?page=9999999999", True),
    ],
)
def test_the_inbox_is_searched(member, sent, query, is_found):
    page = member.get(f"/staff/{query}")
    assert page.status_code == 200
    assert (sent.enquiry.reference in page.content.decode()) is is_found


def test_urgent_and_overdue_stand_first(member, sent):
    site = sent.enquiry.site
    urgent = accepted(site, text="He is having a seizure").enquiry
    overdue = accepted(site).enquiry
    early = timezone.now() - timedelta(days=30)
    Enquiry.objects.filter(pk=overdue.pk).update(answer_due_at=early)
    page = member.get("/staff/").content.decode()
    places = [page.index(one.reference) for one in (urgent, overdue, sent.enquiry)]
    assert places == sorted(places)
    assert "late</td>" in page


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_export_is_a_formula(value):
    assert harmless(value) == f"'{value}"


def test_the_export_is_what_one_sees(sent):
    accepted(sent.enquiry.site, first_name="=cmd|'/C calc'!A1")
    lines = "".join(csv_lines(Enquiry.objects.all()))
    rows = list(csv.DictReader(StringIO(lines)))
    assert [row["first_name"] for row in rows] == ["Lena", "'=cmd|'/C calc'!A1"]
    assert rows[0]["phone"] == "'+49 30 901820"


def test_figures_show_what_happened(member, sent):
    reply(member, sent)
    page = member.get("/staff/figures/").content.decode()
    assert "<svg" in page
    assert "Received" in page
    # Six ages and three times twelve weeks, each table with a head; no end yet.
    assert page.count("<tr>") == 6 + 3 * 12 + 4


def test_who_has_waited_for_long_is_counted_too(member, sent):
    long_ago = timezone.now() - timedelta(days=200)
    Enquiry.objects.update(created_at=long_ago)
    Message.objects.update(created_at=long_ago)
    found = count_waiting(Enquiry.objects.all(), timezone.now())
    assert (found.ages, found.oldest) == ([0, 0, 0, 0, 0, 1], long_ago)
    page = member.get("/staff/figures/").content.decode()
    assert "<dt>Waiting now</dt><dd>1 (" in page
    assert "<dt>Received</dt><dd>0</dd>" in page
    # Whoever was answered and asks again waits from the new question on.
    reply(member, sent)
    assert not any(count_waiting(Enquiry.objects.all(), timezone.now()).ages)
    Client().post(f"/enquiries/{sent.token}/write/", {"message": "Hello?"})
    found = count_waiting(Enquiry.objects.all(), timezone.now())
    assert found.ages == [1, 0, 0, 0, 0, 0]
    assert found.oldest > timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize("days", AGES)
def test_the_database_counts_days_as_the_figures_do(sent, days):
    now = timezone.now()
    for since in (now - timedelta(days=days), now - timedelta(days=days, seconds=1)):
        Enquiry.objects.update(created_at=since)
        found = count_waiting(Enquiry.objects.all(), now)
        assert found == Waiting.counted([since], now)
