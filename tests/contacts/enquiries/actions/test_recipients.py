"""Whose mailboxes a mail to a team reaches, also while some of them are away."""

from datetime import timedelta

import pytest

from contacts.enquiries.actions.recipients import (
    coordinator_addresses,
    deputy_addresses,
    emails_of,
    owner_addresses,
    site_members,
    somebody_there,
)
from contacts.models import Enquiry, Membership, Role
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
SITE = "site@example-hospital.example"
TODAY = NOW.date()


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


def member(enquiry: Enquiry, role: str = Role.COORDINATOR, until=None) -> Membership:
    """Return somebody of the site's team, away until a day."""
    membership = staff([enquiry.site]).memberships.get()
    membership.role, membership.absent_until = role, until
    membership.save()
    return membership


def test_where_nobody_is_there_the_mailbox_hears(enquiry):
    assert coordinator_addresses(enquiry, NOW) == []
    assert somebody_there(enquiry, NOW) == [SITE]
    assert deputy_addresses(enquiry, NOW) == [SITE]
    assert emails_of(site_members(enquiry)) == []


def test_coordinators_who_are_there_and_not_their_deputies(enquiry):
    here = member(enquiry).user.email
    member(enquiry, Role.DEPUTY)
    assert coordinator_addresses(enquiry, NOW) == [here]


@pytest.mark.parametrize(("days", "is_away"), [(-1, False), (0, True), (1, True)])
def test_the_last_day_away_is_a_day_away(enquiry, days: int, is_away: bool):
    away = member(enquiry, until=TODAY + timedelta(days=days)).user.email
    deputy = member(enquiry, Role.DEPUTY).user.email
    heard = deputy if is_away else away
    assert coordinator_addresses(enquiry, NOW) == [heard]


def test_without_deputies_the_team_hears_again(enquiry):
    here = member(enquiry).user.email
    assert deputy_addresses(enquiry, NOW) == [here]
    deputy = member(enquiry, Role.DEPUTY).user.email
    assert deputy_addresses(enquiry, NOW) == [deputy]


def test_an_owner_is_asked_alone_while_they_are_there(enquiry):
    owner = member(enquiry)
    deputy = member(enquiry, Role.DEPUTY).user.email
    assert owner_addresses(enquiry, NOW) == [owner.user.email]
    enquiry.owner = owner.user
    assert owner_addresses(enquiry, NOW) == [owner.user.email]
    owner.absent_until = TODAY
    owner.save()
    assert owner_addresses(enquiry, NOW) == [deputy]


def test_an_owner_without_an_address_leaves_it_to_the_team(enquiry):
    owner = member(enquiry).user
    owner.email = ""
    owner.save()
    enquiry.owner = owner
    assert owner_addresses(enquiry, NOW) == [SITE]


def test_a_closed_account_hears_nothing(enquiry):
    gone = member(enquiry)
    gone.user.is_active = False
    gone.user.save()
    assert coordinator_addresses(enquiry, NOW) == []
    assert emails_of(site_members(enquiry)) == []


def test_neither_another_sites_team_nor_the_desk_hears(enquiry):
    staff([])
    staff([accepted().enquiry.site])
    staff([enquiry.site], is_desk=True)
    assert emails_of(site_members(enquiry)) == []
    assert coordinator_addresses(enquiry, NOW) == []
