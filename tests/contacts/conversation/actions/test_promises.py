"""No enquiry is left in silence: the ladder, the offer, quiet ends, erasure."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from contacts.conversation.actions import closing, handling, passing
from contacts.conversation.actions.answering import answer_family
from contacts.conversation.actions.promises import keep_promises
from contacts.enquiries.actions.opening import open_enquiry
from contacts.models import (
    AuditEvent,
    Enquiry,
    NextAction,
    Outcome,
    OutgoingEmail,
    Purpose,
    Role,
    Team,
    Verb,
)
from tests import factories
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db


def pass_days(count: int, start=NOW) -> list[tuple[str, str]]:
    """Let the worker run each morning; return (day, verb) of what it did."""
    known = set(AuditEvent.objects.values_list("pk", flat=True))
    for day in range(1, count + 1):
        # A working morning in Hangzhou.
        keep_promises(now=start + timedelta(days=day, hours=-6), by="worker")
    new = AuditEvent.objects.exclude(pk__in=known).order_by("pk")
    return [(f"{event.at:%d}", event.verb) for event in new]


def to(purpose: str) -> list[str]:
    mails = OutgoingEmail.objects.filter(purpose=purpose)
    return [mail.to_address for mail in mails]


def test_team_then_deputy_then_desk_then_the_family_is_asked():
    site = factories.site_with_contact()
    factories.StudySite(study=site.study, latitude=31.2, longitude=121.5, key="near")
    factories.StudySite(study=site.study, latitude=22.5, longitude=114.0, key="far")
    coordinator, deputy = staff([site]), staff([site])
    deputy.memberships.update(role=Role.DEPUTY)
    enquiry = accepted(site).enquiry
    open_enquiry(enquiry=enquiry, now=NOW, by="x")
    assert pass_days(14) == [
        ("30", Verb.TEAM_REMINDED),
        ("01", Verb.TEAM_REMINDED),
        ("02", Verb.DESK_TOLD),
        ("03", Verb.SITE_OFFERED),
    ]
    assert to(Purpose.REMINDER_TO_TEAM) == [coordinator.email, deputy.email]
    assert to(Purpose.NOTICE_TO_DESK) == ["desk@portal.example"]
    assert to(Purpose.OFFER_TO_FAMILY) == ["lena@families.example"]
    enquiry.refresh_from_db()
    assert enquiry.offered_site.key == "near"
    assert enquiry.site == site
    assert pass_days(20, NOW + timedelta(days=14))[0][1] == Verb.DESK_TOLD


def test_while_the_coordinator_is_away_the_deputy_is_reminded():
    site = factories.site_with_contact()
    coordinator, deputy = staff([site]), staff([site])
    coordinator.memberships.update(absent_until=date(2026, 12, 24))
    deputy.memberships.update(role=Role.DEPUTY)
    accepted(site)
    pass_days(6)
    assert coordinator.email not in to(Purpose.REMINDER_TO_TEAM)
    assert deputy.email in to(Purpose.REMINDER_TO_TEAM)


def test_while_the_coordinator_is_away_the_deputy_hears_of_new_enquiries():
    site = factories.site_with_contact()
    other = factories.StudySite(study=site.study)
    people = [staff([site]), staff([site]), staff([other]), staff([other])]
    for deputy in (people[1], people[3]):
        deputy.memberships.update(role=Role.DEPUTY)
    accepted(site)
    for coordinator in (people[0], people[2]):
        coordinator.memberships.update(absent_until=date(2026, 12, 24))
    # Coordinator and deputy are of one team.
    for deputy, coordinator in ((people[1], people[0]), (people[3], people[2])):
        deputy.memberships.update(team=coordinator.memberships.get().team)
    enquiry = accepted(site).enquiry
    (mail,) = enquiry.emails.filter(purpose=Purpose.ARRIVAL_TO_MEMBER)
    assert mail.to_address == people[1].email
    assert "You stand in" in mail.subject
    assert "nine-year-old" not in mail.body_text
    passing.pass_on(enquiry=enquiry, site=other, now=NOW, by="enquirer")
    (mail,) = enquiry.emails.filter(purpose=Purpose.ARRIVAL_TO_MEMBER)
    assert mail.to_address == people[3].email


def test_what_an_absent_colleague_put_off_comes_back_to_the_deputy():
    enquiry = accepted().enquiry
    user, deputy = staff([enquiry.site]), staff([enquiry.site])
    deputy.memberships.update(role=Role.DEPUTY)
    handling.claim(enquiry=enquiry, user=user, now=NOW, by="x")
    answer_family(enquiry=enquiry, text="Hello", seen=0, user=user, now=NOW, by="x")
    soon = NOW + timedelta(days=2)
    handling.snooze(enquiry=enquiry, until=soon, now=NOW, by="x")
    user.memberships.update(absent_until=date(2026, 12, 24))
    keep_promises(now=soon, by="worker")
    assert to(Purpose.REMINDER_TO_TEAM) == [deputy.email]


def test_an_answer_stops_the_ladder_and_a_month_of_quiet_ends_it():
    enquiry = accepted().enquiry
    user = staff([enquiry.site])
    answer_family(enquiry=enquiry, text="Hello", seen=0, user=user, now=NOW, by="x")
    assert pass_days(29) == []
    assert pass_days(3, NOW + timedelta(days=29)) == [("25", Verb.ENQUIRY_CLOSED)]
    enquiry.refresh_from_db()
    assert enquiry.outcome == Outcome.NO_REPLY
    assert to(Purpose.NOTICE_TO_FAMILY) == ["lena@families.example"]


def opened() -> Enquiry:
    """Return an enquiry that somebody has read, and whose reminder comes next."""
    enquiry = accepted().enquiry
    open_enquiry(enquiry=enquiry, now=NOW, by="x")
    Enquiry.objects.filter(pk=enquiry.pk).update(next_action=NextAction.REMIND_TEAM)
    return enquiry


def test_two_workers_do_each_step_once():
    opened()
    later = NOW + timedelta(days=7)
    assert keep_promises(now=later, by="one") == 1
    assert keep_promises(now=later, by="two") == 0
    assert len(to(Purpose.REMINDER_TO_TEAM)) == 1


def test_one_enquiry_that_fails_holds_up_no_other(caplog):
    broken, fine = opened(), opened()
    Enquiry.objects.filter(pk=broken.pk).update(next_action="NONSENSE")
    later = NOW + timedelta(days=7)
    assert keep_promises(now=later, by="worker", limit=1) == 0
    assert "could not be dealt with" in caplog.text
    # The oldest stands back, and comes again.
    assert keep_promises(now=later, by="worker", limit=1) == 1
    assert len(to(Purpose.REMINDER_TO_TEAM)) == 1
    Enquiry.objects.filter(pk=broken.pk).update(next_action=NextAction.REMIND_TEAM)
    assert keep_promises(now=later + timedelta(hours=2), by="worker") == 1
    assert fine.emails.filter(purpose=Purpose.REMINDER_TO_TEAM).count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"free_days": ["24.12.2026"]},
        {"free_days": "2026-12-24"},
        {"free_days": [20261224]},
        {"work_days": []},
        {"work_days": ["Monday"]},
        {"work_days": [7]},
        {"work_days": None},
        {"language": "tlh"},
    ],
)
def test_a_team_that_could_not_be_reckoned_with_is_refused(values):
    Team(name="t", free_days=["2026-12-24"], work_days=[0]).full_clean()
    with pytest.raises(ValidationError):
        Team(name="t", **values).full_clean()


def test_after_a_year_everything_personal_is_gone():
    enquiry = accepted(first_name="Canary").enquiry
    closing.close(enquiry=enquiry, outcome=Outcome.MISDIRECTED, seen=0, now=NOW, by="x")
    keep_promises(now=NOW + timedelta(days=364), by="worker")
    assert Enquiry.objects.exists()
    keep_promises(now=NOW + timedelta(days=366), by="worker")
    assert not Enquiry.objects.exists()
    assert not OutgoingEmail.objects.exists()
    assert AuditEvent.objects.filter(verb=Verb.ENQUIRY_ERASED).exists()


def test_putting_off_never_breaks_a_promise():
    enquiry = accepted().enquiry
    open_enquiry(enquiry=enquiry, now=NOW, by="x")
    far = NOW + timedelta(days=60)
    handling.snooze(enquiry=enquiry, until=far, now=NOW, by="x")
    assert pass_days(7)[0] == ("30", Verb.TEAM_REMINDED)
    assert Enquiry.objects.waiting().awake(NOW).count() == 0


def test_an_answered_one_comes_back_when_asked():
    enquiry = accepted().enquiry
    user = staff([enquiry.site])
    handling.claim(enquiry=enquiry, user=user, now=NOW, by="x")
    answer_family(enquiry=enquiry, text="Hello", seen=0, user=user, now=NOW, by="x")
    soon = NOW + timedelta(days=2)
    handling.snooze(enquiry=enquiry, until=soon, now=NOW, by="x")
    keep_promises(now=soon, by="worker")
    enquiry.refresh_from_db()
    assert enquiry.snoozed_until is None
    assert to(Purpose.REMINDER_TO_TEAM) == [user.email]
