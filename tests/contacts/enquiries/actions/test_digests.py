"""One mail a day for who chose it, with references and nothing of a family."""

from datetime import timedelta

import pytest

from contacts.enquiries.actions.digests import send_digests
from contacts.enquiries.actions.opening import open_enquiry
from contacts.models import Membership, OutgoingEmail, Purpose
from tests import factories
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
# Wednesday, ten in the morning in Hangzhou.
MORNING = NOW + timedelta(hours=16, minutes=30)


@pytest.fixture
def site():
    return factories.site_with_contact()


@pytest.fixture
def member(site):
    user = staff([site])
    user.memberships.update(hears="DIGEST")
    return user


def digests() -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.filter(purpose=Purpose.ARRIVALS_OF_A_DAY))


def test_what_waits_unread_comes_once_a_day(site, member):
    one, two = accepted(site).enquiry, accepted(site).enquiry
    assert send_digests(now=MORNING) == 1
    assert send_digests(now=MORNING + timedelta(hours=2)) == 0
    (mail,) = digests()
    assert mail.to_address == member.email
    for enquiry in (one, two):
        assert enquiry.reference in mail.body_text
    for personal in ("Lena", "lena@families.example", "nine-year-old"):
        assert personal not in mail.body_text + mail.body_html
    assert send_digests(now=MORNING + timedelta(days=1)) == 1


def test_nothing_comes_before_the_day_begins(site, member):
    accepted(site)
    assert send_digests(now=MORNING - timedelta(hours=4)) == 0


def test_what_somebody_has_read_and_other_teams_enquiries_are_not_in_it(site, member):
    read, other = accepted(site).enquiry, accepted().enquiry
    open_enquiry(enquiry=read, now=NOW, by="user:1")
    assert send_digests(now=MORNING) == 0
    waiting = accepted(site).enquiry
    assert send_digests(now=MORNING + timedelta(days=1)) == 1
    (mail,) = digests()
    assert waiting.reference in mail.body_text
    assert other.reference not in mail.body_text
    assert read.reference not in mail.body_text


def test_who_is_away_or_chose_otherwise_gets_none(site, member):
    accepted(site)
    Membership.objects.update(absent_until=MORNING.date())
    assert send_digests(now=MORNING) == 0
    Membership.objects.update(absent_until=None, hears="AT_ONCE")
    assert send_digests(now=MORNING) == 0
