"""Whatever families, teams and mailboxes do, something happens next."""

from datetime import timedelta
from itertools import count

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contacts.conversation.actions import closing, handling, passing, rights
from contacts.conversation.actions.answering import ConflictError, answer_family
from contacts.conversation.actions.calls import noting
from contacts.conversation.actions.family_writes import add_family_message
from contacts.conversation.actions.letters.reading import read_letters
from contacts.conversation.actions.lost_mails.bounces import take_reports
from contacts.conversation.actions.promises import keep_promises
from contacts.conversation.actions.taking_back import take_answer_back
from contacts.mail.news import keep_report
from contacts.models import (
    AddressChange,
    AuditEvent,
    Author,
    CallResult,
    Enquiry,
    EnquiryState,
    NextAction,
    Outcome,
    Purpose,
    Verb,
)
from portal.audit.erasing import erased_reference
from portal.keyring import lookup_secret
from tests import factories
from tests.contacts.letters import keep, raw_mail
from tests.examples import count_examples
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
LADDER = {
    NextAction.MAIL_AGAIN,
    NextAction.MOVE_ON,
    *(NextAction.REMIND_TEAM, NextAction.REMIND_DEPUTY, NextAction.TELL_DESK),
    *(NextAction.OFFER_OTHER_SITE, NextAction.TELL_DESK_AGAIN),
    # After thirty working days; its turn ends it.
    NextAction.GIVE_UP,
}
ALLOWED = {
    EnquiryState.WAITING: LADDER,
    EnquiryState.ANSWERED: {NextAction.CLOSE_QUIET, NextAction.WAKE},
    EnquiryState.CLOSED: {NextAction.ERASE},
}
NO_ANSWER = {Outcome.WITHDRAWN, Outcome.UNANSWERED}
NUMBERS = count()


def log(enquiry: Enquiry, result: CallResult, user, who) -> None:
    noting.log_call(enquiry=enquiry, result=result, user=user, **who)


def pass_on(enquiry: Enquiry, user, who) -> None:
    for site in passing.other_sites(enquiry, who["now"])[:1]:
        passing.pass_on(enquiry=enquiry, site=site, **who)


def say(enquiry: Enquiry, user, who) -> None:
    try:
        answer_family(
            enquiry=enquiry, text="Yes.", seen=enquiry.revision, user=user, **who
        )
    except ConflictError:
        assert enquiry.outcome == Outcome.WITHDRAWN


def undo(enquiry: Enquiry, user, who) -> None:
    last = enquiry.messages.filter(author=Author.SITE_TEAM).last()
    if last is not None:
        take_answer_back(message=last, user=user, **who)


def close(enquiry: Enquiry, user, who) -> None:
    ended = {"outcome": Outcome.INFORMED, "seen": enquiry.revision}
    try:
        closing.close(enquiry=enquiry, **ended, **who)
    except closing.SilentEndError:
        assert enquiry.is_waiting or not enquiry.first_answered_at


def put_off(enquiry: Enquiry, user, who) -> None:
    if not enquiry.is_closed:
        until = who["now"] + timedelta(days=3)
        handling.snooze(enquiry=enquiry, until=until, **who)


def mail(enquiry: Enquiry, purpose: str, who) -> None:
    answered = enquiry.emails.filter(purpose=purpose).first()
    if answered is not None:
        is_team = purpose == Purpose.ENQUIRY_TO_TEAM
        sender = enquiry.team_email if is_team else enquiry.email
        before = answered.message_id
        raw = raw_mail("Hello", sender=sender, answers_to=before, subject="Re:")
        keep(raw, answered.reply_to, who["now"])
        read_letters(**who)


def bounce(enquiry: Enquiry, purpose: str, who) -> None:
    lost = enquiry.emails.filter(purpose=purpose).last()
    if lost is not None:
        report = {"message_id": lost.message_id, "recipient": lost.to_address}
        event = f"event {next(NUMBERS)}"
        keep_report(kind="bounced", event_id=event, now=who["now"], **report)
        take_reports(**who)


def change_address(enquiry: Enquiry, user, who) -> None:
    new = f"new{next(NUMBERS)}@families.example"
    rights.ask_address_change(enquiry=enquiry, email=new, now=who["now"])
    change = AddressChange.objects.get(enquiry=enquiry)
    assert rights.confirm_address(change=change, **who)


# Each as its page would do it; what a page refuses is refused here.
DO = {
    "write": lambda e, u, w: add_family_message(enquiry=e, text="Hello?", **w),
    "answer": say,
    "undo": undo,
    "call": lambda e, u, w: log(e, CallResult.REACHED, u, w),
    "missed": lambda e, u, w: log(e, CallResult.NO_ANSWER, u, w),
    "claim": lambda e, u, w: handling.claim(enquiry=e, user=u, **w),
    "release": lambda e, u, w: handling.release(enquiry=e, user=u, **w),
    "reopen": lambda e, u, w: closing.reopen(enquiry=e, **w),
    "withdraw": lambda e, u, w: rights.withdraw(enquiry=e, **w),
    "snooze": put_off,
    "close": close,
    "pass on": pass_on,
    "team mails": lambda e, u, w: mail(e, Purpose.ENQUIRY_TO_TEAM, w),
    "family mails": lambda e, u, w: mail(e, Purpose.COPY_TO_SENDER, w),
    "team bounces": lambda e, u, w: bounce(e, Purpose.ENQUIRY_TO_TEAM, w),
    "family bounces": lambda e, u, w: bounce(e, Purpose.COPY_TO_SENDER, w),
    "change address": change_address,
    "wait a day": lambda e, u, w: None,
    "wait a month": lambda e, u, w: None,
}
DEEDS = st.sampled_from(sorted(DO))


@override_settings(INBOUND_DOMAIN="reply.portal.example")
@settings(
    max_examples=count_examples(60, short=20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(DEEDS, max_size=12))
@example(["answer", "wait a month", "undo"])
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
            mark = erased_reference(sent.reference, lookup_secret())
            assert erased.filter(reference=mark).exists()
            assert not AuditEvent.objects.filter(reference=sent.reference).exists()
            return
        DO[deed](enquiry, user, {"now": now, "by": "x"})
        enquiry.refresh_from_db()
        assert enquiry.next_action in ALLOWED[enquiry.state]
        # What is taken back late may be due already; the next turn sees to that.
        keep_promises(now=now, by="worker")
        enquiry.refresh_from_db()
        assert enquiry.next_action_at > now - timedelta(days=1)
        assert enquiry.is_waiting or enquiry.offered_site is None
        # Only what the family took back, or our failure, ends without an answer.
        if not enquiry.is_waiting and enquiry.outcome not in NO_ANSWER:
            assert enquiry.first_answered_at


STANDING = (
    *("state", "outcome", "closed_at", "misfit_reasons", "snoozed_until"),
    *("offered_site", "first_answered_at", "next_action", "next_action_at"),
)


@settings(
    max_examples=count_examples(40, short=20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.sampled_from(["write", "answer", "call", "snooze", "close", "wait a day"]),
        max_size=6,
    )
)
def test_to_take_an_answer_back_restores_everything(deeds):
    site = factories.site_with_contact()
    user = staff([site])
    sent, now = accepted(site).enquiry, NOW
    for deed in deeds:
        now += timedelta(days=deed == "wait a day", minutes=1, microseconds=7)
        keep_promises(now=now, by="worker")
        DO[deed](Enquiry.objects.get(pk=sent.pk), user, {"now": now, "by": "x"})
    row = Enquiry.objects.filter(pk=sent.pk)
    before = row.values(*STANDING).get()
    who = {"now": now + timedelta(minutes=1), "by": "x"}
    say(row.get(), user, who)
    undo(row.get(), user, who)
    assert row.values(*STANDING).get() == before
