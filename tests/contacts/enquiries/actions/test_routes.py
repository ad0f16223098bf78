"""A hospital's own team gets the message, and all words name who really has it."""

import random
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contacts.enquiries.actions.routes import addresses_for, find_route
from contacts.enquiries.routing import ORDER
from contacts.models import (
    DeadAddress,
    EmailState,
    Enquiry,
    Mailbox,
    Membership,
    Purpose,
    RoutedTo,
    Team,
    address_hash,
)
from tests import factories
from tests.examples import count_examples
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def mailbox(team: Team, email: str = "team@north.example", **values) -> Mailbox:
    about = {"verified_at": NOW, "asked_at": NOW, "created_at": NOW, **values}
    return Mailbox.objects.create(
        team=team, email=email, token_hash=f"{email}{team.pk}", **about
    )


def site_without_address():
    """Return a place whose record names only the sponsor's central contact."""
    site = factories.StudySite(facility="North Hospital")
    factories.StudyContact(study=site.study, email="central@sponsor.example")
    return site


def sent_to(enquiry: Enquiry) -> set[str]:
    return set(
        enquiry.emails.exclude(purpose=Purpose.COPY_TO_SENDER).values_list(
            "to_address", flat=True
        )
    )


def test_the_hospitals_own_team_gets_it_and_the_sponsor_does_not():
    site = site_without_address()
    nurse = staff([site])
    mailbox(nurse.memberships.get().team)
    enquiry = accepted(site).enquiry
    assert sent_to(enquiry) == {"team@north.example", nurse.email}
    copy = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
    assert "North Hospital" in copy.body_text
    assert "sponsor" not in copy.body_text.lower()
    assert (enquiry.routed_to, enquiry.team) == (
        RoutedTo.SITE_TEAM,
        nurse.memberships.get().team,
    )


def test_a_team_of_people_without_a_mailbox_gets_it_too():
    site = site_without_address()
    nurse = staff([site])
    assert sent_to(accepted(site).enquiry) == {nurse.email}


def test_the_team_of_the_whole_study_comes_before_the_sponsor_and_may_read_it():
    site = site_without_address()
    member = staff([])
    member.memberships.get().team.studies.add(site.study)
    enquiry = accepted(site).enquiry
    assert (enquiry.routed_to, sent_to(enquiry)) == (
        RoutedTo.STUDY_TEAM,
        {member.email},
    )
    assert Enquiry.objects.visible_to(member).get() == enquiry
    stranger = staff([])
    assert not Enquiry.objects.visible_to(stranger).exists()


@pytest.mark.parametrize(
    ("break_it", "why"),
    [
        (lambda box: Mailbox.objects.update(verified_at=None), "UNVERIFIED"),
        (lambda box: Mailbox.objects.update(is_paused=True), "PAUSED"),
        (lambda box: Team.objects.update(is_paused=True), "PAUSED"),
        (
            lambda box: DeadAddress.objects.create(
                address_hash=address_hash(box.email), kind="bounced", since=NOW
            ),
            "DEAD",
        ),
    ],
)
def test_what_nobody_reads_is_passed_over(break_it, why):
    site = site_without_address()
    team = Team.objects.create(name="North team")
    team.sites.add(site)
    break_it(mailbox(team))
    way = find_route(site.study, site, TODAY)
    assert way.kind == RoutedTo.CENTRAL_CONTACT
    assert [(one.kind, one.why) for one in way.passed] == [
        ("SITE_TEAM", why),
        ("SITE_CONTACT", "NOBODY"),
        ("STUDY_TEAM", "NOBODY"),
    ]


def test_whoever_stands_behind_the_nearest_is_not_asked_for():
    site = site_without_address()
    mailbox(staff([site]).memberships.get().team)
    staff([], is_desk=True)
    with CaptureQueriesContext(connection) as near:
        assert find_route(site.study, site, TODAY).kind == RoutedTo.SITE_TEAM
    assert len(near) == 4
    assert "trials_studycontact" not in str(near.captured_queries)


def test_who_is_away_is_not_written_to():
    site = site_without_address()
    staff([site])
    Membership.objects.update(absent_until=TODAY)
    assert find_route(site.study, site, TODAY).kind == RoutedTo.CENTRAL_CONTACT


def test_a_mailbox_gets_the_words_only_where_an_administrator_chose_so():
    site = site_without_address()
    team = Team.objects.create(name="North team")
    team.sites.add(site)
    mailbox(team, holds="MESSAGE", **reason())
    mailbox(team, "second@north.example")
    enquiry = accepted(site, text="Is there a place?").enquiry
    mails = {one.to_address: one for one in enquiry.emails.all()}
    full, link = mails["team@north.example"], mails["second@north.example"]
    assert "Is there a place?" in full.body_text
    assert full.reply_to == enquiry.email
    for one in ("Is there a place?", "Lena", "lena@families.example", "901820"):
        assert one not in link.subject + link.body_text + link.body_html
    assert link.reply_to == ""


def reason() -> dict[str, str]:
    names = {field.name for field in Mailbox._meta.get_fields()}
    return {"holds_reason": "CONTRACT"} if "holds_reason" in names else {}


def test_members_hear_at_once_or_once_a_day_or_after_their_quiet_hours():
    site = site_without_address()
    at_once, digest, quiet = (staff([site]) for _ in range(3))
    Team.objects.exclude(pk=at_once.memberships.get().team_id).delete()
    team = at_once.memberships.get().team
    Membership.objects.create(user=digest, team=team, hears="DIGEST")
    hours = {"quiet_from": "00:00", "quiet_until": "23:59"}
    Membership.objects.create(user=quiet, team=team, **hours)
    enquiry = accepted(site).enquiry
    assert sent_to(enquiry) == {at_once.email, quiet.email}
    due = {one.to_address for one in enquiry.emails.due()}
    assert at_once.email in due
    assert quiet.email not in due


def test_a_second_mailbox_that_lives_keeps_the_enquiry():
    site = site_without_address()
    team = Team.objects.create(name="North team")
    team.sites.add(site)
    mailbox(team)
    mailbox(team, "second@north.example")
    enquiry = accepted(site).enquiry
    DeadAddress.objects.create(
        address_hash=address_hash("team@north.example"), kind="bounced", since=NOW
    )
    (left,) = addresses_for(enquiry, TODAY)
    assert left.email == "second@north.example"


def test_random_routes_are_told_as_they_are():
    """Form, consent, copy, receipt and team mail name the recipient of the row."""
    chance, client, kinds = random.Random(14), Client(), set()  # noqa: S311
    for number in range(count_examples(200, short=50)):
        site = factories.StudySite(facility=f"Hospital {number}", country="SG")
        study = site.study
        study.sponsor = f"Sponsor {number}"
        study.save()
        if chance.random() < 0.4:
            factories.StudyContact(study=study, site=site, email=f"s{number}@x.example")
        if chance.random() < 0.5:
            factories.StudyContact(study=study, email=f"c{number}@x.example")
        for of_site in (True, False):
            if chance.random() < 0.5:
                team = Team.objects.create(name=f"Team {number} {of_site}")
                (team.sites.add(site) if of_site else team.studies.add(study))
                seen = NOW if chance.random() < 0.6 else None
                mailbox(team, f"m{number}{of_site}@x.example", verified_at=seen)
        sent = accepted(site)
        enquiry = sent.enquiry
        kinds.add(enquiry.routed_to)
        nearer = ORDER[: ORDER.index(enquiry.routed_to)]
        assert [kind for kind, _why in enquiry.passed_over] == list(nearer)
        expected = {
            RoutedTo.SITE_TEAM: f"the research team at Hospital {number}",
            RoutedTo.SITE_CONTACT: f"the research team at Hospital {number}",
            RoutedTo.STUDY_TEAM: f"the study's own team, Team {number} False",
            RoutedTo.CENTRAL_CONTACT: f"the study's central contact, Sponsor {number}",
            RoutedTo.PORTAL_DESK: "our own desk at",
        }[RoutedTo(enquiry.routed_to)]
        copy = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
        page = client.get(f"/enquiries/{sent.token}/").content.decode()
        form = client.get(f"/trials/{study.registry_id}/message/?site={site.key}")
        told = [copy.body_text, unescape(page)]
        # Above the form, above the button, and in the words of the consent.
        assert unescape(form.content.decode()).count(expected) == 4
        assert all(expected in one for one in told), (enquiry.routed_to, told)
        (team_mail,) = enquiry.emails.filter(purpose=Purpose.ENQUIRY_TO_TEAM)
        assert f"Hospital {number}" in team_mail.body_text
        assert study.registry_id in team_mail.body_text
        # Its reader learns which team of theirs it is for, and who was nearer.
        assert (enquiry.team.name if enquiry.team else "") in team_mail.body_text
        assert ("Passed over before" in team_mail.body_text) == bool(nearer)
    assert kinds == set(RoutedTo.values)


def test_nobody_is_told_twice_of_one_arrival():
    site = site_without_address()
    nurse = staff([site])
    mailbox(nurse.memberships.get().team, nurse.email)
    mails = accepted(site).enquiry.emails.exclude(purpose=Purpose.COPY_TO_SENDER)
    assert mails.count() == 1
    assert mails.get().state == EmailState.QUEUED
