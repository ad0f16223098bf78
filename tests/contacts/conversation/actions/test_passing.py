"""Another site gets an enquiry by the family's click, and the first one loses it."""

import pytest

from contacts.conversation.actions.passing import other_sites, pass_on
from contacts.models import (
    EmailState,
    Enquiry,
    InboundEmail,
    InboundState,
    OutgoingEmail,
    Purpose,
    Team,
    TeamLink,
)
from tests import factories
from tests.contacts.letters import came
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def enquiry() -> Enquiry:
    sent = accepted(text="My first words.").enquiry
    near = factories.StudySite(
        study=sent.study, key="near", city="Shanghai", latitude=31.2, longitude=121.5
    )
    factories.StudyContact(study=sent.study, site=near, email="near@sites.example")
    factories.StudySite(study=sent.study, key="far", latitude=22.5, longitude=114.0)
    factories.StudySite(study=sent.study, key="shut", status="COMPLETED")
    return sent


def test_the_nearest_recruiting_sites_are_offered(enquiry):
    assert [site.key for site in other_sites(enquiry, NOW)] == ["near", "far"]


def test_a_paused_and_a_full_site_are_not_offered(enquiry):
    near, far = other_sites(enquiry, NOW)
    Team.objects.create(name="p", is_paused=True).sites.add(near)
    full = Team.objects.create(name="f", capacity=1)
    full.sites.add(far)
    assert [site.key for site in other_sites(enquiry, NOW)] == ["far"]
    accepted(far)
    assert other_sites(enquiry, NOW) == []


def test_the_new_team_has_it_and_the_old_one_no_longer(enquiry):
    old, new = staff([enquiry.site]), staff([other_sites(enquiry, NOW)[0]])
    near = other_sites(enquiry, NOW)[0]
    assert pass_on(enquiry=enquiry, site=near, now=NOW, by="enquirer")
    enquiry.refresh_from_db()
    assert (enquiry.site, enquiry.team_email) == (near, new.email)
    assert enquiry.opened_at is None
    assert not Enquiry.objects.visible_to(old).exists()
    assert Enquiry.objects.visible_to(new).exists()
    to_team = OutgoingEmail.objects.get(purpose=Purpose.ARRIVAL_TO_MEMBER)
    assert to_team.to_address == new.email
    assert enquiry.reference in to_team.body_text
    told = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_TEAM)
    assert told.to_address == "site@example-hospital.example"
    assert "My first words." not in told.body_text


def test_pressed_twice_it_goes_once(enquiry):
    near = other_sites(enquiry, NOW)[0]
    pass_on(enquiry=enquiry, site=near, now=NOW, by="enquirer")
    assert not pass_on(enquiry=enquiry, site=near, now=NOW, by="enquirer")
    assert OutgoingEmail.objects.filter(purpose=Purpose.NOTICE_TO_TEAM).count() == 1


def answer_from_the_old_team(enquiry) -> InboundEmail:
    """Let the first site answer the mail that it still has."""
    to = OutgoingEmail.objects.filter(purpose=Purpose.ENQUIRY_TO_TEAM).first().reply_to
    near = other_sites(enquiry, NOW)[0]
    pass_on(enquiry=enquiry, site=near, now=NOW, by="enquirer")
    return came(to, "We can.", sender=enquiry.team_email, subject="Re: New")


def test_what_the_old_team_answers_reaches_nobody_and_ends_no_promise(settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"
    enquiry = accepted().enquiry
    factories.StudySite(study=enquiry.study)
    mail = answer_from_the_old_team(enquiry)
    assert mail.state == InboundState.REFUSED
    # It is kept for the desk, and erased with its enquiry.
    assert mail.enquiry == enquiry
    enquiry.refresh_from_db()
    assert enquiry.is_waiting
    assert enquiry.messages.count() == 1
    assert not enquiry.emails.filter(purpose=Purpose.ANSWER_TO_FAMILY).exists()


@pytest.mark.parametrize("state", [*EmailState.values])
def test_mails_to_the_old_team_are_gone_whatever_became_of_them(enquiry, state):
    enquiry.emails.update(state=state, sent_at=NOW)
    near = other_sites(enquiry, NOW)[0]
    pass_on(enquiry=enquiry, site=near, now=NOW, by="enquirer")
    with_words = [
        mail.to_address
        for mail in OutgoingEmail.objects.all()
        if "My first words." in mail.body_text
    ]
    # The new team is led to the words; nobody else but the family has them.
    assert with_words == ["lena@families.example"]
    old = [one.secret for one in TeamLink.objects.filter(enquiry=enquiry)]
    assert len(old) == 1
