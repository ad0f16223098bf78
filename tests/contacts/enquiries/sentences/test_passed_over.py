"""Who was nearer, and why they did not get it: told to staff and to families."""

from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from contacts.conversation.actions.promises import keep_promises
from contacts.enquiries.routing import ORDER
from contacts.enquiries.sentences import passed_over
from contacts.enquiries.sentences.passed_over import passed_over_lines
from contacts.enquiries.sentences.why_not_nearer import why_not_nearer
from contacts.models import Enquiry, Mailbox, Membership, Purpose, RoutedTo, Team
from tests import factories
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
CHECKED = {"verified_at": NOW, "asked_at": NOW, "created_at": NOW}


@pytest.fixture
def site():
    """A place whose record names the sponsor alone, with a team of ours."""
    place = factories.StudySite(facility="North Hospital")
    factories.StudyContact(study=place.study, email="central@sponsor.example")
    team = Team.objects.create(name="Ward")
    team.sites.add(place)
    team.mailboxes.create(email="ward@h.example", token_hash="1", **CHECKED)
    return place


@pytest.mark.parametrize(
    ("change", "to_staff", "to_family"),
    [
        (
            lambda: Team.objects.update(is_paused=True),
            "it has paused",
            "Just now no new messages can go to the team at North Hospital",
        ),
        (
            lambda: Mailbox.objects.update(verified_at=None),
            "its mailbox is not confirmed",
            "We have no confirmed address of the team at North Hospital",
        ),
        (
            lambda: Mailbox.objects.all().delete(),
            "it has no address",
            "We have no confirmed address of the team at North Hospital",
        ),
    ],
)
def test_the_reason_is_told_before_and_after_writing_and_in_the_console(
    site, change, to_staff, to_family
):
    change()
    form = Client().get(f"/trials/{site.study.registry_id}/message/")
    # A team that rests is offered to nobody, so there is nothing to explain.
    assert (to_family in unescape(form.content.decode())) != ("paused" in to_staff)
    sent = accepted(site)
    page = unescape(Client().get(f"/enquiries/{sent.token}/").content.decode())
    assert to_family in page
    assert "went to the study's central contact, Example University." in page
    assert to_staff not in page
    client = Client()
    client.force_login(staff([site]))
    path = f"/staff/enquiries/{sent.enquiry.reference}/"
    console = unescape(client.get(path).content.decode())
    assert f"The team of North Hospital: {to_staff}" in console
    assert "contact at North Hospital: there is none with an address" in console
    (mail,) = sent.enquiry.emails.filter(purpose=Purpose.ENQUIRY_TO_TEAM)
    assert f"the team of North Hospital: {to_staff};" in mail.body_text


def test_who_is_away_is_said_and_what_changes_later_changes_nothing(site):
    Mailbox.objects.all().delete()
    member = staff([])
    member.memberships.update(team=Team.objects.get(name="Ward"))
    Membership.objects.update(absent_until=NOW.date())
    enquiry = accepted(site).enquiry
    told = "Just now nobody of the team at North Hospital is there"
    assert told in why_not_nearer(enquiry)
    Membership.objects.update(absent_until=None)
    enquiry.refresh_from_db()
    assert told in why_not_nearer(enquiry)


def test_where_it_went_to_whom_they_asked_nothing_is_said(site):
    enquiry = accepted(site).enquiry
    assert enquiry.routed_to == RoutedTo.SITE_TEAM
    assert (enquiry.passed_over, why_not_nearer(enquiry)) == ([], "")


def step(enquiry: Enquiry) -> None:
    """Let the day of the next step come."""
    enquiry.refresh_from_db()
    keep_promises(now=enquiry.next_action_at, by="worker")
    enquiry.refresh_from_db()


def test_all_who_left_it_unopened_are_named_and_never_get_it_again(site):
    factories.StudyContact(study=site.study, site=site, email="named@h.example")
    # Long enough that no reminder comes before everybody had it.
    Team.objects.update(answer_days=20)
    sent = accepted(site)
    had = [sent.enquiry.routed_to]
    for _ in range(8):
        step(sent.enquiry)
        had.append(sent.enquiry.routed_to)
    assert had == sorted(had, key=ORDER.index)
    assert sent.enquiry.routed_to == RoutedTo.PORTAL_DESK
    assert dict(sent.enquiry.passed_over) == {
        "SITE_TEAM": "UNOPENED",
        "SITE_CONTACT": "UNOPENED",
        "STUDY_TEAM": "NOBODY",
        "CENTRAL_CONTACT": "UNOPENED",
    }
    page = unescape(Client().get(f"/enquiries/{sent.token}/").content.decode())
    assert "your message was not opened by the team at North Hospital." in page
    assert "We cannot reach the team by e-mail" not in page
    first, *_others = sent.enquiry.emails.filter(purpose=Purpose.NOTICE_TO_FAMILY)
    assert "We have passed it on to another address there." in first.body_text


def test_a_row_of_before_says_no_reason_that_nobody_kept(site):
    enquiry = accepted(site).enquiry
    enquiry.routed_to, enquiry.passed_over = RoutedTo.CENTRAL_CONTACT, []
    assert "We could not write to the team at North Hospital" in why_not_nearer(enquiry)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_stage_and_each_reason_has_words(site, language):
    enquiry = accepted(site).enquiry
    with translation.override(language):
        for why in passed_over.WHY:
            enquiry.passed_over = [[kind, why] for kind in ORDER[:-1]]
            assert len(set(passed_over_lines(enquiry))) == len(ORDER) - 1
            for kind in ORDER:
                enquiry.routed_to = kind
                assert bool(why_not_nearer(enquiry)) == (not kind.startswith("SITE"))
