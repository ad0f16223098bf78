"""Where an enquiry is, step by step, as its family sees it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from contacts.conversation.agreed_hours import hour_words
from contacts.conversation.course import Course
from contacts.conversation.timeline_routes import routing
from contacts.conversation.timeline_steps import (
    AHEAD,
    DONE,
    TimelineStep,
    copy_trouble,
    sending,
)
from contacts.models import CallAttempt, Enquiry, Message, Verb


def timeline(course: Course) -> list[TimelineStep]:
    """Return what happened in its order, and then what is still ahead."""
    enquiry, mails = course.enquiry, course.mails
    happened = [
        received(enquiry),
        *events(course),
        *(spoken(call) for call in course.calls),
        *conversation_steps(course.messages),
    ]
    steps = [*happened, *sending(enquiry, mails), *routing(course)]
    dated = sorted((one for one in steps if one.at), key=lambda one: one.at)
    undated = [one for one in steps if not one.at]
    return [*dated, *undated, *ahead(course), *copy_trouble(enquiry, mails)]


def received(enquiry: Enquiry) -> TimelineStep:
    """Return how it began."""
    words = _("Received by this portal")
    return TimelineStep(DONE, words, at=enquiry.created_at, is_station=True)


def events(course: Course) -> Iterator[TimelineStep]:
    """Return what the audit knows and a family may see."""
    words = {
        Verb.ENQUIRY_OPENED: _("Opened by the team"),
        Verb.ENQUIRY_PASSED_ON: _("Passed on to another site, as you asked"),
        Verb.ENQUIRY_REROUTED: _("Sent on to another mailbox of the study"),
        Verb.SITE_OFFERED: _("We offered you another site"),
        Verb.ENQUIRY_CLOSED: _("Closed"),
        Verb.ENQUIRY_REOPENED: _("Opened again"),
    }
    known = [one for one in course.events if one.verb in words]
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


def agreed_call(course: Course) -> Iterator[TimelineStep]:
    """Say for when a call is agreed on, by the clock by which it was."""
    for call in course.agreed_calls:
        words = _("The team calls you on %(when)s") % {"when": hour_words(call)}
        yield TimelineStep(AHEAD, words)


def conversation_steps(messages: list[Message]) -> Iterator[TimelineStep]:
    """Return who wrote when, after the first message; all of it stands on the page."""
    for message in messages[1:]:
        label = _("The team answered") if message.is_from_team else _("You wrote again")
        yield TimelineStep(DONE, label, at=message.created_at, is_station=True)


def ahead(course: Course) -> Iterator[TimelineStep]:
    """Return what has not happened yet."""
    enquiry = course.enquiry
    yield from agreed_call(course)
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
