"""The auditor's page: names for numbers, filters, a file, and itself recorded."""

import csv
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from contacts.console.auditing.names import mark_of
from contacts.conversation.actions.erasing import erase_enquiry
from portal.audit.models import AuditEvent, Verb
from portal.audit.record import record_event
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
PASSWORD = {"password": "a long pass phrase"}


@pytest.fixture
def auditor() -> Client:
    call_command("form_roles")
    user = staff([])
    user.first_name, user.last_name = "Ada", "Prüferin"
    user.save()
    user.groups.add(Group.objects.get(name="Auditors"))
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/staff/audit/{query}")
    assert answer.status_code == 200
    return answer.content.decode().split("<tbody>")[1].split("</tbody>")[0]


def file_of(client: Client, query: str = "") -> list[dict[str, str]]:
    client.post("/staff/account/confirm/?next=/staff/", PASSWORD)
    answer = client.get(f"/staff/audit/file/{query}")
    assert answer["Content-Type"].startswith("text/csv")
    lines = b"".join(answer).decode().splitlines()
    return list(csv.DictReader(lines))


def test_names_stand_where_numbers_stood(auditor):
    member = staff([])
    record_event(
        Verb.STAFF_LEFT,
        now=NOW,
        by=f"user:{member.pk}",
        team=member.memberships.get().team_id,
        member=member.pk,
    )
    record_event(Verb.TEAM_CHANGED, now=NOW, by="user:999999")
    shown = page(auditor)
    assert f"user:{member.pk}" not in shown
    assert member.username.partition("@")[0] in shown
    assert f"team: {member.memberships.get().team.name}" in shown
    assert "account 999999, which is gone" in shown
    # Whoever looks is recorded before the page is made.
    auditor.get("/staff/audit/")
    assert "Ada Prüferin" in page(auditor)


def test_one_enquiry_has_one_mark_also_after_it_was_erased(auditor):
    sent, other = accepted().enquiry, accepted().enquiry
    mark = mark_of(sent.reference)
    assert mark != mark_of(other.reference)
    for by_what in (mark, mark.lower(), sent.reference):
        shown = page(auditor, f"?enquiry={by_what}")
        assert mark in shown
        assert mark_of(other.reference) not in shown
        assert sent.reference not in shown
    reference = sent.reference
    erase_enquiry(enquiry=sent, now=NOW, by="enquirer")
    assert "Erased" in page(auditor, f"?enquiry={reference}")
    assert "Erased" in page(auditor, f"?enquiry={mark}")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"TEAM_CHANGED", "TEAM_FORMED", "STAFF_JOINED"}),
        ("?verb=TEAM_FORMED", {"TEAM_FORMED"}),
        ("?by=worker", {"TEAM_FORMED"}),
        ("?begin=2026-11-25", {"STAFF_JOINED"}),
        ("?end=2026-11-24", {"TEAM_CHANGED", "TEAM_FORMED"}),
        ("?begin=2026-11-25&end=2026-11-24", set()),
        # What cannot be read counts as not said.
        ("?begin=soon&verb=NONE", {"TEAM_CHANGED", "TEAM_FORMED", "STAFF_JOINED"}),
    ],
)
def test_filters_narrow_the_page_and_the_file(auditor, query, found):
    record_event(Verb.TEAM_CHANGED, now=NOW, by="user:1")
    record_event(Verb.TEAM_FORMED, now=NOW, by="worker")
    record_event(Verb.STAFF_JOINED, now=NOW + timedelta(days=1), by="user:1")
    verbs = {line["verb"] for line in file_of(auditor, query)}
    ours = {"TEAM_CHANGED", "TEAM_FORMED", "STAFF_JOINED"}
    assert verbs & ours == found
    labels = {verb: str(Verb(verb).label) for verb in ours}
    shown = page(auditor, query)
    assert {verb for verb, label in labels.items() if label in shown} == found


def test_the_file_holds_names_and_nothing_that_a_spreadsheet_runs(auditor):
    record_event(Verb.TEAM_CHANGED, now=NOW, by="worker", fields=["=1+1"])
    (line,) = [one for one in file_of(auditor) if one["verb"] == "TEAM_CHANGED"]
    assert line["name"] == "the portal by itself"
    assert line["at"] == "2026-11-24T09:30:00+00:00"
    record_event(Verb.TEAM_CHANGED, now=NOW, by="=1+1")
    assert "'=1+1" in [one["name"] for one in file_of(auditor)]


def test_looking_and_taking_are_recorded_without_the_words(auditor):
    page(auditor, "?enquiry=ENQ-SECRET&verb=TEAM_FORMED")
    file_of(auditor)
    opened = AuditEvent.objects.get(verb=Verb.AUDIT_OPENED)
    assert opened.detail == {"fields": ["enquiry", "verb"], "page": 1}
    assert AuditEvent.objects.filter(verb=Verb.AUDIT_EXPORTED).count() == 1


def test_the_file_asks_for_the_password_and_for_the_role(auditor):
    answer = auditor.get("/staff/audit/file/")
    assert "/staff/account/confirm/" in answer["Location"]
    outsider = Client()
    outsider.force_login(staff([]))
    for path in ("/staff/audit/", "/staff/audit/file/"):
        assert outsider.get(path).status_code == 403


def test_pages_follow_each_other(auditor):
    for number in range(230):
        record_event(Verb.TEAM_CHANGED, now=NOW, by="worker", team=number)
    first = auditor.get("/staff/audit/?verb=TEAM_CHANGED").content.decode()
    assert "?verb=TEAM_CHANGED&amp;page=2" in first
    last = auditor.get("/staff/audit/?verb=TEAM_CHANGED&page=3").content.decode()
    assert last.count("Team settings changed</td>") == 30
    assert "page=4" not in last
