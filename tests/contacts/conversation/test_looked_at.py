"""A family reads who opened its message, and when: roles, and never a name."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from contacts.conversation.actions.passing import pass_on
from contacts.conversation.course import Course
from contacts.conversation.looked_at import looks_at
from contacts.enquiries.actions.team_links import open_team_link
from contacts.enquiries.models.team_links import new_team_link
from contacts.inbox.actions.merging import merge_enquiries
from contacts.models import Membership, Verb
from portal.audit.record import record_event
from tests import factories
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
BY = {"now": NOW, "by": "user:1"}


@pytest.fixture
def sent():
    return accepted()


@pytest.fixture
def user(sent):
    return staff([sent.enquiry.site])


def look(user, enquiry, later: timedelta = timedelta()) -> None:
    client = Client()
    with time_machine.travel(NOW + later, tick=False):
        client.force_login(user)
        answer = client.get(f"/staff/enquiries/{enquiry.reference}/")
    assert answer.status_code == 200


def told(enquiry) -> list[tuple[str, int]]:
    return [(one.role, one.times) for one in looks_at(Course(enquiry, NOW))]


def test_each_role_stands_once_a_day_with_how_often(sent, user):
    assert told(sent.enquiry) == []
    for later in (timedelta(), timedelta(hours=2), timedelta(days=1)):
        look(user, sent.enquiry, later)
    coordinator = "A coordinator of the team"
    assert told(sent.enquiry) == [(coordinator, 1), (coordinator, 2)]
    assert looks_at(Course(sent.enquiry, NOW))[1].at.replace(microsecond=0) == NOW


def test_deputy_desk_administrator_and_mailbox_are_told_apart(sent, user):
    deputy, desk = staff([factories.StudySite()]), staff([], is_desk=True)
    team = user.memberships.get().team
    Membership.objects.create(user=deputy, team=team, role="DEPUTY")
    for one in (deputy, desk):
        look(one, sent.enquiry)
    record_event(
        Verb.ENQUIRY_READ,
        now=NOW,
        by="demonstration",
        reference=sent.enquiry.reference,
    )
    link = new_team_link(sent.enquiry, "team@hospital.example", NOW)
    link.save()
    open_team_link(link=link, now=NOW)
    assert {role for role, _times in told(sent.enquiry)} == {
        "A deputy in the team",
        "This portal's desk",
        "Somebody who reads the team's mailbox",
    }
    desk.memberships.all().delete()
    desk.is_superuser = True
    desk.save()
    roles = {role for role, _times in told(sent.enquiry)}
    assert "An administrator of this portal" in roles


def test_whoever_had_it_before_is_not_the_new_team(sent, user):
    look(user, sent.enquiry)
    other = factories.site_with_contact(study=sent.enquiry.study)
    pass_on(enquiry=sent.enquiry, site=other, **BY)
    sent.enquiry.refresh_from_db()
    assert told(sent.enquiry) == [("Somebody who had it before", 1)]


def test_looks_at_one_that_was_merged_stand_there_too(sent, user):
    other = accepted(sent.enquiry.site).enquiry
    look(user, other)
    merge_enquiries(enquiry=other, into=sent.enquiry, **BY)
    assert told(sent.enquiry) == [("A coordinator of the team", 1)]


def test_the_page_names_no_member_and_looking_at_it_adds_nothing(sent, user):
    user.first_name, user.last_name = "Ada", "Prüferin"
    user.save()
    address = f"/enquiries/{sent.token}/"
    assert "Nobody yet." in Client().get(address).content.decode()
    look(user, sent.enquiry)
    for _ in range(2):
        page = Client().get(address).content.decode()
    assert "A coordinator of the team" in page
    for word in ("Prüferin", user.username, user.email):
        assert word not in page
    assert told(sent.enquiry) == [("A coordinator of the team", 1)]


def test_more_looks_ask_no_more_of_the_database(sent, user, django_assert_num_queries):
    for hours in range(5):
        look(user, sent.enquiry, timedelta(hours=hours))
    with django_assert_num_queries(3):
        looks_at(Course(sent.enquiry, NOW))
