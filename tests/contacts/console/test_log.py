"""The screening log: by period, study, site and state, with or without persons."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.test import Client

from contacts.models import AuditEvent, Enquiry, Verb
from tests import factories
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 5, 9, tzinfo=UTC)


@pytest.fixture
def site():
    return factories.site_with_contact()


@pytest.fixture
def two(site) -> list[Enquiry]:
    return [accepted(site, now=at).enquiry for at in (OCTOBER, NOVEMBER)]


@pytest.fixture
def member(site) -> Client:
    client = Client()
    client.force_login(staff([site]))
    password = {"password": "a long pass phrase"}
    client.post("/staff/account/confirm/?next=/staff/export/", password)
    return client


def taken(member: Client, query: str) -> list[dict[str, str]]:
    answer = member.get(f"/staff/export/?{query}")
    assert answer.status_code == 200
    text = b"".join(answer).decode()
    return list(csv.DictReader(StringIO(text)))


def references(rows) -> list[str]:
    return [row["reference"] for row in rows]


def test_it_is_cut_by_period_study_site_and_state(member, two, site):
    october, november = (one.reference for one in two)
    assert references(taken(member, "")) == [october, november]
    assert references(taken(member, "begin=2026-11-01")) == [november]
    assert references(taken(member, "end=2026-10-05")) == [october]
    assert references(taken(member, "state=CLOSED")) == []
    assert len(taken(member, f"study={site.study_id}&site={site.pk}")) == 2
    # What cannot be read counts as not said.
    assert len(taken(member, "begin=soon&study=x&state=y")) == 2


def test_without_persons_nobody_is_named(member, two):
    rows = taken(member, "shape=csv")
    assert len(rows) == 2
    said = " ".join(value for row in rows for value in row.values())
    for word in ("Lena", "Fischer", "families.example", "901820"):
        assert word not in said
    named = taken(member, "shape=csv&persons=on")
    assert {row["last_name"] for row in named} == {"Fischer"}


def test_a_spreadsheet_holds_the_same_and_no_formula(member, two, site):
    accepted(site, first_name="=cmd|'/C calc'!A1")
    answer = member.get("/staff/export/?shape=xlsx&persons=on")
    archive = ZipFile(BytesIO(answer.content))
    sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    words = archive.read("xl/sharedStrings.xml").decode()
    assert "<t>=cmd|'/C calc'!A1</t>" in words
    assert all(f"<t>{one.reference}</t>" in words for one in two)
    assert sheet.count("<row") == 4


def test_who_took_it_stands_in_the_audit(member, two):
    taken(member, "shape=csv")
    event = AuditEvent.objects.filter(verb=Verb.ENQUIRY_EXPORTED).last()
    assert event.detail == {"count": 2, "persons": False}


def test_the_page_offers_only_what_one_may_see(member, two, site):
    hidden = accepted(factories.site_with_contact(facility="Hidden Hospital"))
    page = member.get("/staff/log/").content.decode()
    assert site.study.registry_id in page
    assert hidden.enquiry.study.registry_id not in page
    assert "Hidden Hospital" not in page
    assert taken(member, f"study={hidden.enquiry.study_id}") == taken(member, "")
