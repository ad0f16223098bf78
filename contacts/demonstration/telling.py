"""The demonstration's families write and are answered, at times that lie behind.

Each story is played by the very actions that the pages use, so that nothing of it can
be what a real conversation cannot.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import transaction

from contacts.conversation.actions import closing, handling
from contacts.conversation.actions.answering import answer_family
from contacts.conversation.actions.calls import agreeing, noting
from contacts.conversation.actions.family_writes import add_family_message
from contacts.demonstration.reading import Story, read_stories
from contacts.enquiries.actions.opening import open_enquiry
from contacts.enquiries.actions.sending import send_enquiry
from contacts.inbox.actions.merging import merge_enquiries
from contacts.models import CallResult, EmailState, Enquiry, Outcome, OutgoingEmail
from trials.models import StudySite

# What the portal does next of itself waits a day: nobody is reminded while looking.
REST = timedelta(days=1)


def tell_stories(*, site: StudySite, user: User, now: datetime, by: str) -> int:
    """Let all of them write to a site and its member answer; return how many did."""
    told = [play_story(story, site, user, now, by) for story in read_stories()]
    return len(told)


@transaction.atomic
def play_story(
    story: Story, site: StudySite, user: User, now: datetime, by: str
) -> Enquiry:
    """Play one story from its first message on."""
    enquiry = send_enquiry(
        study=site.study,
        site=site,
        enquirer=story.enquirer,
        text=story.text,
        key=uuid4(),
        now=now - timedelta(days=story.days_ago),
        by=by,
    ).enquiry
    for name, days, *words in story.steps:
        enquiry.refresh_from_db()
        who = {"user": user, "now": now - timedelta(days=days), "by": by}
        STEPS[name](enquiry, who, words)
    settle_mails(enquiry, now)
    calm_ladder(enquiry, now)
    return enquiry


def read_by_team(enquiry: Enquiry, who: dict[str, Any], _words: list[Any]) -> None:
    open_enquiry(enquiry=enquiry, now=who["now"], by=who["by"])


def claimed_by(enquiry: Enquiry, who: dict[str, Any], words: list[Any]) -> None:
    read_by_team(enquiry, who, words)
    handling.claim(enquiry=enquiry, **who)


def answered(enquiry: Enquiry, who: dict[str, Any], words: list[Any]) -> None:
    read_by_team(enquiry, who, words)
    enquiry.refresh_from_db()
    answer_family(enquiry=enquiry, text=words[0], seen=enquiry.revision, **who)
    handling.claim(enquiry=enquiry, **who)


def family_wrote(enquiry: Enquiry, who: dict[str, Any], words: list[Any]) -> None:
    add_family_message(enquiry=enquiry, text=words[0], now=who["now"])


def called(enquiry: Enquiry, who: dict[str, Any], words: list[Any]) -> None:
    read_by_team(enquiry, who, words)
    noting.log_call(enquiry=enquiry, result=CallResult(words[0]), **who)


def agreed_on(enquiry: Enquiry, who: dict[str, Any], words: list[Any]) -> None:
    hours, zone = words
    at = (who["now"] + timedelta(hours=hours)).replace(
        minute=0, second=0, microsecond=0
    )
    agreeing.agree_call(enquiry=enquiry, at=at, zone=zone, **who)


def put_off(enquiry: Enquiry, who: dict[str, Any], words: list[Any]) -> None:
    until = who["now"] + timedelta(days=words[0])
    handling.snooze(enquiry=enquiry, until=until, now=who["now"], by=who["by"])


def closed(enquiry: Enquiry, who: dict[str, Any], words: list[Any]) -> None:
    outcome, reasons = words[0], words[1] if len(words) > 1 else []
    how = {"outcome": Outcome(outcome), "reasons": reasons, "seen": enquiry.revision}
    closing.close(enquiry=enquiry, now=who["now"], by=who["by"], **how)


def merged(enquiry: Enquiry, who: dict[str, Any], _words: list[Any]) -> None:
    same = Enquiry.objects.open().filter(email_hash=enquiry.email_hash)
    other = same.exclude(pk=enquiry.pk).get()
    merge_enquiries(enquiry=other, into=enquiry, now=who["now"], by=who["by"])


Step = Callable[[Enquiry, dict[str, Any], list[Any]], None]
STEPS: dict[str, Step] = {
    "open": read_by_team,
    "claim": claimed_by,
    "answer": answered,
    "write": family_wrote,
    "call": called,
    "agree": agreed_on,
    "snooze": put_off,
    "merge": merged,
    "close": closed,
}


def settle_mails(enquiry: Enquiry, now: datetime) -> None:
    """Take its mails for sent long ago: nobody gets forty letters at a start."""
    mails = OutgoingEmail.objects.filter(enquiry=enquiry).unsent()
    mails.update(state=EmailState.SENT, attempts=1, sent_at=now)


def calm_ladder(enquiry: Enquiry, now: datetime) -> None:
    """Let what would be reminded of at once rest until tomorrow."""
    due = Enquiry.objects.filter(pk=enquiry.pk, next_action_at__lt=now + REST)
    due.update(next_action_at=now + REST)
