"""Where an enquiry is, step by step, as its family sees it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from contacts.conversation.agreed_hours import hour_words
from contacts.conversation.timeline_routes import routing
from contacts.conversation.timeline_steps import (
    AHEAD,
    DONE,
    TimelineStep,
    copy_trouble,
    sending,
)
from contacts.models import AuditEvent, CallAttempt, Enquiry, Message, Verb


def timeline(enquiry: Enquiry, now: datetime) -> list[TimelineStep]:
    """Return what happened in its order, and then what is still ahead."""
    mails = list(enquiry.emails.all())
    happened = [
        received(enquiry),
        *events(enquiry),
        *(spoken(call) for call in enquiry.calls.all()),
        *conversation_steps(list(enquiry.messages.released(now))),
    ]
    steps = [*happened, *sending(enquiry, mails), *routing(enquiry)]
    dated = sorted((one for one in steps if one.at), key=lambda one: one.at)
    undated = [one for one in steps if not one.at]
    return [*dated, *undated, *ahead(enquiry), *copy_trouble(enquiry, mails)]


def received(enquiry: Enquiry) -> TimelineStep:
    """Return how it began."""
    words = _("Received by this portal")
    return TimelineStep(DONE, words, at=enquiry.created_at, is_station=True)


def events(enquiry: Enquiry) -> Iterator[TimelineStep]:
    """Return what the audit knows and a family may see."""
    words = {
        Verb.ENQUIRY_OPENED: _("Opened by the team"),
        Verb.ENQUIRY_PASSED_ON: _("Passed on to another site, as you asked"),
        Verb.ENQUIRY_REROUTED: _("Sent on to another mailbox of the study"),
        Verb.SITE_OFFERED: _("We offered you another site"),
        Verb.ENQUIRY_CLOSED: _("Closed"),
        Verb.ENQUIRY_REOPENED: _("Opened again"),
    }
    known = AuditEvent.objects.filter(reference=enquiry.reference, verb__in=words)
    # Merged with another of theirs it went nowhere.
    for event in (one for one in known if "merged" not in one.detail):
        opened, label = event.verb == Verb.ENQUIRY_OPENED, words[Verb(event.verb)]
        yield TimelineStep(DONE, label, at=event.at, is_station=opened)


def spoken(call: CallAttempt) -> TimelineStep:
    words = {
        "REACHED": _("You spoke on the telephone"),
        "VOICEMAIL": _("The team called and left a message"),
        "NO_ANSWER": _("The team called and nobody answered"),
        "WRONG_NUMBER": _("The team called; the number seems to be wrong"),
    }
    return TimelineStep(DONE, words[call.result], at=call.called_at)


def agreed_call(enquiry: Enquiry) -> Iterator[TimelineStep]:
    """Say for when a call is agreed on, by the clock by which it was."""
    for call in enquiry.agreed_calls.still_open():
        words = _("The team calls you on %(when)s") % {"when": hour_words(call)}
        yield TimelineStep(AHEAD, words)


def conversation_steps(messages: list[Message]) -> Iterator[TimelineStep]:
    """Return who wrote when, after the first message; all of it stands on the page."""
    for message in messages[1:]:
        label = _("The team answered") if message.is_from_team else _("You wrote again")
        yield TimelineStep(DONE, label, at=message.created_at, is_station=True)


def ahead(enquiry: Enquiry) -> Iterator[TimelineStep]:
    """Return what has not happened yet."""
    yield from agreed_call(enquiry)
    if enquiry.is_waiting and not enquiry.opened_at:
        yield TimelineStep(
            AHEAD,
            _("Not opened by the team yet"),
            _("As soon as somebody there has read it, it says so here."),
            is_station=True,
        )
    elif enquiry.is_waiting:
        label = _("The team has not answered yet")
        yield TimelineStep(AHEAD, label, is_station=True)
