"""To whom the mails of an enquiry go, and where an answer to them arrives."""

from datetime import timedelta

import pytest

from contacts.enquiries.actions import dropping, mail_heads, posting, recipients
from contacts.enquiries.sentences import to_family
from contacts.models import Membership, OutgoingEmail, Purpose, Role
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db


def post(enquiry, to, **more):
    words, purpose = to_family.closed_quietly(enquiry), Purpose.NOTICE_TO_FAMILY
    return posting.post(enquiry, purpose, words, to=to, now=NOW, **more)


def test_one_mail_for_each_address_and_none_for_nobody():
    enquiry = accepted().enquiry
    mails = post(enquiry, ["a@x.example", "", "a@x.example", "b@x.example"])
    assert [one.to_address for one in mails] == ["a@x.example", "b@x.example"]
    assert post(enquiry, [""]) == []


def test_what_can_be_taken_back_waits():
    enquiry = accepted().enquiry
    (mail,) = post(enquiry, ["a@x.example"], delay=timedelta(hours=1))
    assert not OutgoingEmail.objects.due().filter(pk=mail.pk).exists()


@pytest.mark.parametrize(
    ("purpose", "is_discreet", "to"),
    [
        (Purpose.COPY_TO_SENDER, False, "site@example-hospital.example"),
        (Purpose.COPY_TO_SENDER, True, ""),
        (Purpose.ENQUIRY_TO_TEAM, True, ""),
        (Purpose.REMINDER_TO_TEAM, False, ""),
        (Purpose.LINK_TO_FAMILY, False, ""),
    ],
)
def test_without_a_mailbox_of_our_own_an_answer_names_nobody(purpose, is_discreet, to):
    enquiry = accepted(is_discreet=is_discreet).enquiry
    assert mail_heads.reply_to(enquiry, purpose, names_family=False) == to


def test_a_discreet_familys_mail_bears_no_name_and_no_reference_in_its_head():
    enquiry = accepted(is_discreet=True).enquiry
    (mail,) = post(enquiry, [enquiry.email])
    assert "<" not in mail.extra_headers["From"]
    assert enquiry.reference.lower() not in mail.extra_headers["References"]
    (open_mail,) = post(accepted().enquiry, ["a@x.example"])
    assert "From" not in open_mail.extra_headers


def test_while_all_coordinators_are_away_their_deputies_are_written_to():
    enquiry = accepted().enquiry
    coordinator, deputy = staff([enquiry.site]), staff([enquiry.site])
    Membership.objects.filter(user=deputy).update(role=Role.DEPUTY)
    assert recipients.coordinator_addresses(enquiry, NOW) == [coordinator.email]
    enquiry.owner = coordinator
    assert recipients.owner_addresses(enquiry, NOW) == [coordinator.email]
    Membership.objects.filter(user=coordinator).update(absent_until=NOW.date())
    assert recipients.coordinator_addresses(enquiry, NOW) == [deputy.email]
    assert recipients.owner_addresses(enquiry, NOW) == [deputy.email]


def test_an_enquiry_about_no_site_is_not_that_of_every_team_without_one():
    stranger, enquiry = staff([]), accepted().enquiry
    enquiry.site = None
    assert stranger.email not in recipients.emails_of(recipients.site_members(enquiry))
    enquiry.team = stranger.memberships.get().team
    assert recipients.emails_of(recipients.site_members(enquiry)) == [stranger.email]


def test_a_team_that_is_left_behind_keeps_no_words():
    enquiry = accepted().enquiry
    OutgoingEmail.objects.update(state="SENT", sent_at=NOW)
    dropping.drop_mails_to_team(enquiry, also_sent=False)
    assert enquiry.emails.filter(purpose=Purpose.ENQUIRY_TO_TEAM).exists()
    dropping.drop_mails_to_team(enquiry, also_sent=True)
    assert not enquiry.emails.filter(purpose=Purpose.ENQUIRY_TO_TEAM).exists()
    assert enquiry.emails.filter(purpose=Purpose.COPY_TO_SENDER).exists()
