"""No enquiry is left in silence: the ladder, the offer, quiet ends, erasure."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.actions import handling, passing, rights
from contacts.actions.conversation import add_family_message, answer
from contacts.actions.promises import keep_promises
from contacts.models import (
    AuditEvent,
    CallResult,
    Enquiry,
    EnquiryState,
    NextAction,
    Outcome,
    OutgoingEmail,
    Purpose,
    Role,
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
    assert pass_days(14) == [
        ("30", Verb.TEAM_REMINDED),
        ("01", Verb.TEAM_REMINDED),
        ("02", Verb.DESK_TOLD),
        ("03", Verb.SITE_OFFERED),
    ]
    assert to(Purpose.REMINDER_TO_TEAM) == [
        "site@example-hospital.example",
        coordinator.email,
        deputy.email,
    ]
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


def test_an_answer_stops_the_ladder_and_a_month_of_quiet_ends_it():
    enquiry = accepted().enquiry
    user = staff([enquiry.site])
    answer(enquiry=enquiry, text="Hello", seen=0, user=user, now=NOW, by="x")
    assert pass_days(29) == []
    assert pass_days(3, NOW + timedelta(days=29)) == [("25", Verb.ENQUIRY_CLOSED)]
    enquiry.refresh_from_db()
    assert enquiry.outcome == Outcome.NO_REPLY
    assert to(Purpose.NOTICE_TO_FAMILY) == ["lena@families.example"]


def test_two_workers_do_each_step_once():
    accepted()
    later = NOW + timedelta(days=7)
    assert keep_promises(now=later, by="one") == 1
    assert keep_promises(now=later, by="two") == 0
    assert len(to(Purpose.REMINDER_TO_TEAM)) == 1


def test_after_a_year_everything_personal_is_gone():
    enquiry = accepted(first_name="Canary").enquiry
    handling.close(enquiry=enquiry, outcome=Outcome.MISDIRECTED, now=NOW, by="x")
    keep_promises(now=NOW + timedelta(days=364), by="worker")
    assert Enquiry.objects.exists()
    keep_promises(now=NOW + timedelta(days=366), by="worker")
    assert not Enquiry.objects.exists()
    assert not OutgoingEmail.objects.exists()
    assert AuditEvent.objects.filter(verb=Verb.ENQUIRY_ERASED).exists()


def test_putting_off_never_breaks_a_promise():
    enquiry = accepted().enquiry
    far = NOW + timedelta(days=60)
    handling.snooze(enquiry=enquiry, until=far, now=NOW, by="x")
    assert pass_days(7)[0] == ("30", Verb.TEAM_REMINDED)
    assert Enquiry.objects.waiting().awake(NOW).count() == 0


def test_an_answered_one_comes_back_when_asked():
    enquiry = accepted().enquiry
    user = staff([enquiry.site])
    handling.claim(enquiry=enquiry, user=user, now=NOW, by="x")
    answer(enquiry=enquiry, text="Hello", seen=0, user=user, now=NOW, by="x")
    soon = NOW + timedelta(days=2)
    handling.snooze(enquiry=enquiry, until=soon, now=NOW, by="x")
    keep_promises(now=soon, by="worker")
    enquiry.refresh_from_db()
    assert enquiry.snoozed_until is None
    assert to(Purpose.REMINDER_TO_TEAM) == [user.email]


LADDER = {
    *(NextAction.REMIND_TEAM, NextAction.REMIND_DEPUTY, NextAction.TELL_DESK),
    *(NextAction.OFFER_OTHER_SITE, NextAction.TELL_DESK_AGAIN),
}
ALLOWED = {
    EnquiryState.WAITING: LADDER,
    EnquiryState.ANSWERED: {NextAction.CLOSE_QUIET, NextAction.WAKE},
    EnquiryState.CLOSED: {NextAction.ERASE},
}


def log(enquiry: Enquiry, result: CallResult, user, who) -> None:
    handling.log_call(enquiry=enquiry, result=result, user=user, **who)


def pass_on(enquiry: Enquiry, user, who) -> None:
    for site in passing.other_sites(enquiry, who["now"])[:1]:
        passing.pass_on(enquiry=enquiry, site=site, **who)


def close(enquiry: Enquiry, user, who) -> None:
    if enquiry.first_answered_at and not enquiry.is_closed:
        handling.close(enquiry=enquiry, outcome=Outcome.INFORMED, **who)


def put_off(enquiry: Enquiry, user, who) -> None:
    if not enquiry.is_closed:
        until = who["now"] + timedelta(days=3)
        handling.snooze(enquiry=enquiry, until=until, **who)


# Each as its page would do it; what a page refuses is left out.
DO = {
    "write": lambda e, u, w: add_family_message(enquiry=e, text="Hello?", **w),
    "answer": lambda e, u, w: answer(
        enquiry=e, text="Yes.", seen=e.revision, user=u, **w
    ),
    "call": lambda e, u, w: log(e, CallResult.REACHED, u, w),
    "missed": lambda e, u, w: log(e, CallResult.NO_ANSWER, u, w),
    "claim": lambda e, u, w: handling.claim(enquiry=e, user=u, **w),
    "release": lambda e, u, w: handling.release(enquiry=e, user=u, **w),
    "reopen": lambda e, u, w: handling.reopen(enquiry=e, **w),
    "withdraw": lambda e, u, w: rights.withdraw(enquiry=e, **w),
    "snooze": put_off,
    "close": close,
    "pass on": pass_on,
    "wait a day": lambda e, u, w: None,
    "wait a month": lambda e, u, w: None,
}
DEEDS = st.sampled_from(sorted(DO))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(DEEDS, max_size=12))
def test_in_every_state_something_happens_next(deeds):
    site = factories.site_with_contact()
    factories.StudySite(study=site.study)
    user = staff([site])
    sent, now = accepted(site).enquiry, NOW
    for deed in deeds:
        now += timedelta(days={"wait a day": 1, "wait a month": 31}.get(deed, 0))
        now += timedelta(minutes=1)
        keep_promises(now=now, by="worker")
        enquiry = Enquiry.objects.filter(pk=sent.pk).first()
        if enquiry is None:
            erased = AuditEvent.objects.filter(verb=Verb.ENQUIRY_ERASED)
            assert erased.filter(reference=sent.reference).exists()
            return
        DO[deed](enquiry, user, {"now": now, "by": "x"})
        enquiry.refresh_from_db()
        assert enquiry.next_action in ALLOWED[enquiry.state]
        assert enquiry.next_action_at > now - timedelta(days=1)
