"""The inbox: one line for each enquiry, grouped by when it is due."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.conversation.actions.answering import answer_family
from contacts.models import Enquiry, Message, Team
from contacts.teams.offices import office_of
from tests import factories
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return accepted(now=timezone.now())


@pytest.fixture
def user(sent):
    return staff([sent.enquiry.site])


@pytest.fixture
def member(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def due_in(enquiry: Enquiry, days: int) -> None:
    """Set the promise so many days from now, on the team's clock."""
    now = timezone.now()
    at = now + timedelta(days=days, hours=1 if days == 0 else 0)
    here = now.astimezone(ZoneInfo(office_of(enquiry.team, enquiry.site).zone))
    day = here.date() + timedelta(days=days)
    values = {"answer_due_on": day, "answer_due_at": at}
    Enquiry.objects.filter(pk=enquiry.pk).update(**values)


def answer(sent, user) -> None:
    enquiry = sent.enquiry
    enquiry.refresh_from_db()
    who = {"user": user, "now": timezone.now(), "by": f"user:{user.pk}"}
    answer_family(enquiry=enquiry, text="Yes.", seen=enquiry.revision, **who)


def headings(member: Client, query: str = "") -> list[str]:
    page = member.get(f"/staff/{query}").content.decode()
    return re.findall(r'due-group">([^<]+)<', page)


def lines(member: Client, query: str = "") -> list[str]:
    page = member.get(f"/staff/{query}").content.decode()
    return re.findall(r"/staff/enquiries/(ENQ-[^/]+)/", page)


def test_a_line_says_who_for_whom_what_and_when(member, sent):
    page = member.get("/staff/").content.decode()
    line = re.search(r'<tr class="line.*?</tr>', page, re.S)[0]
    text = " ".join(re.sub(r"<[^>]+>", " ", line).split())
    said = "Lena Fischer child, 9 Is there a place for a nine-year-old? Deutsch"
    assert said in text
    assert re.search(r"in \d working days?|tomorrow|today", text)
    assert text.endswith("New")


def test_the_site_stands_there_only_where_there_are_several(member, sent, user):
    assert "Example Hospital" not in member.get("/staff/").content.decode()
    other = factories.StudySite(study=sent.enquiry.study, facility="Other Hospital")
    user.memberships.get().team.sites.add(other)
    accepted(other)
    page = member.get("/staff/").content.decode()
    assert "Example Hospital" in page
    assert "Other Hospital" in page


def test_a_message_of_many_lines_stands_on_one(member, sent):
    Message.objects.update(body="One\n\n\ntwo   three\t" + "x" * 4000)
    page = member.get("/staff/").content.decode()
    assert "One two three x" in page
    assert "x" * 161 not in page


def test_lines_stand_under_their_heading_and_the_answered_last(member, sent, user):
    site = sent.enquiry.site
    late, soon, later = (accepted(site) for _ in range(3))
    due_in(late.enquiry, -3)
    due_in(soon.enquiry, 0)
    due_in(later.enquiry, 20)
    answer(sent, user)
    assert headings(member) == ["At once", "Today", "Later", "Waiting for the family"]
    order = [late, soon, later, sent]
    assert lines(member) == [one.enquiry.reference for one in order]
    assert headings(member, "?show=closed") == []


def test_an_emergency_is_due_at_once_whatever_its_day(member, sent):
    urgent = accepted(sent.enquiry.site, text="He is having a seizure")
    due_in(urgent.enquiry, 20)
    due_in(sent.enquiry, 20)
    assert headings(member) == ["At once", "Later"]
    assert lines(member)[0] == urgent.enquiry.reference
    page = member.get("/staff/").content.decode()
    assert re.findall(r'class="due">([^<]+)<', page)[0] == "now"
    assert page.count("Emergency?") == 1


def test_pages_go_on_over_both_lists_without_a_gap(member, sent, user):
    site = sent.enquiry.site
    answer(sent, user)
    many = [accepted(site) for _ in range(55)]
    for one in many[30:]:
        answer(one, user)
    shown = [lines(member, f"?page={page}") for page in (1, 2, 3, 4)]
    assert [len(one) for one in shown] == [25, 25, 6, 0]
    together = [one for page in shown for one in page]
    assert len(set(together)) == 56
    assert set(together[:30]) == {one.enquiry.reference for one in many[:30]}


def test_what_is_new_is_counted_without_a_name(member, sent, client):
    def news(since) -> int:
        answer = member.get("/staff/news/", {"since": since.isoformat()})
        return answer.json()["count"]

    before = timezone.now()
    assert news(before) == 0
    accepted(sent.enquiry.site, now=timezone.now())
    member.get(f"/staff/enquiries/{sent.enquiry.reference}/")
    client.post(f"/enquiries/{sent.token}/write/", {"message": "And one more."})
    assert news(before) == 2
    assert news(timezone.now()) == 0
    stranger = Client()
    stranger.force_login(staff([factories.StudySite()]))
    answer = stranger.get("/staff/news/", {"since": before.isoformat()})
    assert answer.json() == {"count": 0}
    for nonsense in ("", "yesterday", "2026-11-25", "2026-13-45T00:00:00Z"):
        assert member.get("/staff/news/", {"since": nonsense}).json() == {"count": 0}


@pytest.mark.parametrize(
    ("query", "many"),
    [("", 15), ("?show=all", 14), ("?show=mine", 13), ("?page=2", 16)],
)
def test_a_list_asks_the_database_the_same_few_times(
    member, sent, query, many, django_assert_num_queries
):
    for _ in range(3):
        accepted(sent.enquiry.site)
    # The first look of a minute also notes that somebody is there.
    member.get("/staff/")
    with django_assert_num_queries(many):
        member.get(f"/staff/{query}")


def test_of_one_team_only_its_own_places_are_read(member, sent, user):
    """Else a database reads all that ever came for a team that had little."""
    team, other = user.memberships.get().team, Team.objects.create(name="Other")
    desk = Client()
    desk.force_login(staff([], is_desk=True))
    assert lines(desk, f"?show=all&team={team.pk}") == [sent.enquiry.reference]
    for one in (team, other):
        with CaptureQueriesContext(connection) as asked:
            found = lines(desk, f"?show=all&team={one.pk}")
        keys = [
            query["sql"]
            for query in asked
            if query["sql"].startswith('SELECT "contacts_enquiry"."id" AS "pk"')
        ]
        assert bool(found) == (one == team)
        # The count beside the tab is not of a team.
        assert not any("contacts_team_sites" in sql for sql in keys)


def test_every_column_has_a_head_in_every_group_and_is_seen_once(member, sent):
    accepted(sent.enquiry.site)
    page = member.get("/staff/?show=all").content.decode()
    heads = re.findall(r"<thead.*?</thead>", page, re.S)
    words = re.sub(r"<[^>]+>", " ", heads[0]).split()
    assert " ".join(words) == "Choose Who What they wrote Language Answer by State"
    row = re.search(r'<tr class="line.*?</tr>', page, re.S)[0]
    assert len(re.findall(r"<t[dh][ >]", row)) == heads[0].count("<th ") == 6
    assert len(heads) == page.count("<caption")
    assert [('class="hidden"' in head.partition(">")[0]) for head in heads] == [
        bool(number) for number in range(len(heads))
    ]
