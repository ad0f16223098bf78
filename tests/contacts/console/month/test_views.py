"""The month of a study as a member sees it, on the page and on paper."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from contacts.console.month.reading import month_rows
from contacts.conversation.actions.answering import answer_family
from contacts.models import AuditEvent, Enquiry, Outcome, Verb
from tests import factories
from tests.factories import accepted, staff
from trials.models import SelfCheckTally

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def site():
    return factories.site_with_contact()


@pytest.fixture
def user(site):
    return staff([site])


@pytest.fixture
def member(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asked(site, user, days: int = 1) -> Enquiry:
    """An enquiry of October, answered some days later; its family writes again."""
    sent = accepted(site, now=OCTOBER)
    at = OCTOBER + timedelta(days=days)
    who = {"user": user, "now": at, "by": f"user:{user.pk}"}
    answer_family(enquiry=sent.enquiry, text="Yes.", seen=0, **who)
    Client().post(f"/enquiries/{sent.token}/write/", {"message": "One more thing."})
    return sent.enquiry


def shown(member: Client, query: str = "?month=2026-10") -> str:
    answer = member.get(f"/staff/month/{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def cells(page: str, label: str) -> tuple[str, str]:
    """Return what stands beside a label: this month, and the month before."""
    row = page.split(label)[1].split("</tr>", maxsplit=1)[0]
    here, there = (part.split("</td>")[0] for part in row.split("number")[1:3])
    return here.split(">")[1].strip(), there.split(">")[1].strip()


def test_the_page_says_what_was_asked_and_kept(member, site, user):
    asked(site, user)
    asked(site, user, days=20)
    accepted(site, now=OCTOBER - timedelta(days=30))
    page = shown(member)
    assert "<h1>October 2026</h1>" in page
    assert cells(page, "Asked") == ("2", "1")
    # The later question of the family moves no earlier promise.
    assert cells(page, "Answered in time") == ("1 of 2", "0 of 1")
    assert "1 family waited longer than 14 days" in page
    assert cells(shown(member, ""), "Asked") == ("0", "2")


def test_rehearsals_and_advertisements_are_no_families(member, site, user):
    spam, rehearsal = (asked(site, user) for _ in range(2))
    ended = {"state": "CLOSED", "closed_at": NOW, "next_action": "ERASE"}
    Enquiry.objects.filter(pk=spam.pk).update(outcome=Outcome.SPAM, **ended)
    Enquiry.objects.filter(pk=rehearsal.pk).update(is_rehearsal=True)
    assert cells(shown(member), "Asked") == ("0", "0")


def test_self_checks_are_counted_from_five(member, site, user):
    asked(site, user)
    october = OCTOBER.date()
    for _ in range(4):
        SelfCheckTally.objects.add_one(site.study, october, "may_match")
    assert cells(shown(member), "ended with “may fit”") == ("not shown", "0")
    SelfCheckTally.objects.add_one(site.study, october, "may_match")
    SelfCheckTally.objects.add_one(site.study, october, "probably_not")
    assert cells(shown(member), "ended with “may fit”") == ("5", "0")


def test_only_what_one_may_see_is_counted_or_offered(member, site, user):
    asked(site, user)
    other = factories.site_with_contact(study=site.study, facility="Hidden Hospital")
    hidden = factories.site_with_contact()
    asked(other, user)
    asked(hidden, user)
    page = shown(member)
    assert cells(page, "Asked") == ("1", "0")
    assert hidden.study.registry_id not in page
    query = f"?month=2026-10&study={hidden.study.registry_id}"
    assert cells(shown(member, query), "Asked") == ("1", "0")


def test_nothing_asked_and_nonsense_are_answered(site):
    stranger = Client()
    stranger.force_login(staff([factories.StudySite()]))
    assert "Nobody has asked anything yet." in shown(stranger, "?month=x&study=y")
    paper = stranger.get("/staff/month/file/")
    assert "Nobody has asked anything yet." in paper.content.decode()
    assert Client().get("/staff/month/").status_code == 302


@pytest.mark.parametrize("language", ["", "/zh-hans"])
def test_the_file_is_one_page_and_stands_in_the_audit(member, site, user, language):
    asked(site, user)
    study = site.study.registry_id
    query = f"?month=2026-10&study={study}"
    answer = member.get(f"{language}/staff/month/file/{query}")
    assert answer["Content-Type"] == "application/pdf"
    assert f'filename="{study}-2026-10.pdf"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")
    assert b"/Count 1" in answer.content
    event = AuditEvent.objects.filter(verb=Verb.ENQUIRY_EXPORTED).last()
    assert event.by == f"user:{user.pk}"
    month = {"study": study, "month": "2026-10", "count": 1, "persons": False}
    assert event.detail == month
    shown(member, query)
    event = AuditEvent.objects.filter(verb=Verb.ENQUIRIES_LISTED).last()
    assert event.detail == month


def test_a_month_asks_no_more_for_more_families(site, django_assert_num_queries):
    for _ in range(3):
        accepted(site, now=OCTOBER)
    with django_assert_num_queries(2):
        assert len(list(month_rows(Enquiry.objects.all()))) == 3
