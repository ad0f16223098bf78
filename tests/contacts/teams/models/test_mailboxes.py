"""What the database itself refuses of mailboxes, quiet hours and hospitals."""

from datetime import time

import pytest
from django.db import IntegrityError, transaction

from contacts.models import (
    Facility,
    FacilityName,
    FacilityPlace,
    Mailbox,
    MailHolds,
    Membership,
    Team,
    WordsReason,
)
from tests.factories import NOW, StudySite, staff

pytestmark = pytest.mark.django_db


def box(team=None, **values) -> Mailbox:
    team = team or Team.objects.create(name="Nord")
    usual = {"email": "ward@site.example", "token_hash": str(Mailbox.objects.count())}
    about = {"team": team, "created_at": NOW, "asked_at": NOW, **usual, **values}
    return Mailbox.objects.create(**about)


def refused(make) -> bool:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    return True


def test_the_message_goes_only_to_a_verified_mailbox_and_with_a_reason():
    words = {"holds": MailHolds.MESSAGE}
    why = {"holds_reason": WordsReason.CONTRACT}
    assert refused(lambda: box(**words, **why))
    assert refused(lambda: box(**words, verified_at=NOW))
    assert box(**words, **why, verified_at=NOW).pk


def test_a_mailbox_stands_once_in_a_team():
    first = box()
    assert refused(lambda: box(first.team, email="WARD@site.example"))
    assert box(email="WARD@site.example").pk


def test_only_a_verified_mailbox_that_is_not_paused_is_usable():
    waiting, used = box(), box(verified_at=NOW)
    paused = box(verified_at=NOW, is_paused=True)
    assert set(Mailbox.objects.usable()) == {used}
    assert set(Mailbox.objects.verified()) == {used, paused}
    assert waiting not in Mailbox.objects.verified()


@pytest.mark.parametrize(
    "half",
    [
        {"quiet_from": time(20)},
        {"quiet_until": time(7)},
        {"quiet_from": time(7), "quiet_until": time(7)},
    ],
)
def test_quiet_hours_have_two_ends(half):
    member = staff([]).memberships.get()
    assert refused(lambda: Membership.objects.filter(pk=member.pk).update(**half))


@pytest.mark.parametrize(
    ("begins", "ends", "clock", "is_quiet"),
    [
        (time(20), time(7), time(23), True),
        (time(20), time(7), time(6, 59), True),
        (time(20), time(7), time(7), False),
        (time(12), time(13), time(12, 30), True),
        (time(12), time(13), time(13), False),
        (None, None, time(3), False),
    ],
)
def test_quiet_hours_go_over_midnight(begins, ends, clock, is_quiet):
    member = Membership(quiet_from=begins, quiet_until=ends)
    assert member.is_quiet_at(clock) is is_quiet


def test_a_written_name_belongs_to_one_hospital():
    one, two = (Facility.objects.create(name=name) for name in "AB")
    about = {"folded_name": "a", "folded_city": "bonn", "country": "DE"}
    FacilityName.objects.create(facility=one, name="A", **about)
    assert refused(lambda: FacilityName.objects.create(facility=two, name="A", **about))


def test_a_place_is_confirmed_or_refused():
    both = {"confirmed_at": NOW, "refused_at": NOW, "by": "x"}
    home = Facility.objects.create(name="A")
    assert refused(
        lambda: FacilityPlace.objects.create(facility=home, site=StudySite(), **both)
    )
