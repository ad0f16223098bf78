"""Where an enquiry is, step by step, as its family sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from contacts.models import (
    AuditEvent,
    CallAttempt,
    EmailState,
    Enquiry,
    Message,
    OutgoingEmail,
    Purpose,
    RoutedTo,
    Verb,
)

DONE, TROUBLE, NOTE, AHEAD = "done", "trouble", "note", "ahead"
LOST = {EmailState.FAILED, EmailState.BOUNCED}


@dataclass(frozen=True)
class TimelineStep:
    """One line; `at` is empty for what has not happened."""

    kind: str
    label: str
    detail: str = ""
    at: datetime | None = None


def timeline(enquiry: Enquiry, now: datetime) -> list[TimelineStep]:
    """Return what happened in its order, and then what is still ahead."""
    mails = list(enquiry.emails.all())
    happened = [
        TimelineStep(DONE, _("Received by this portal"), at=enquiry.created_at),
        *events(enquiry),
        *(spoken(call) for call in enquiry.calls.all()),
        *conversation_steps(list(enquiry.messages.released(now))),
    ]
    steps = [*happened, *sending(enquiry, mails), *routing(enquiry)]
    dated = sorted((one for one in steps if one.at), key=lambda one: one.at)
    undated = [one for one in steps if not one.at]
    return [*dated, *undated, *ahead(enquiry), *copy_trouble(enquiry, mails)]


def sending(enquiry: Enquiry, mails: list[OutgoingEmail]) -> Iterator[TimelineStep]:
    """Say how far the mail to the team came."""
    to_team = [mail for mail in mails if mail.purpose == Purpose.ENQUIRY_TO_TEAM]
    for mail in to_team[-1:]:
        about = {"team": enquiry.team_name}
        if mail.state == EmailState.DELIVERED:
            label = _("Delivered to the mailbox of %(team)s") % about
            yield TimelineStep(DONE, label, at=mail.sent_at)
        elif mail.state == EmailState.SENT:
            label = _("Taken over by the mail server for %(team)s") % about
            yield TimelineStep(DONE, label, at=mail.sent_at)
        elif mail.state in LOST:
            yield TimelineStep(
                TROUBLE,
                _("The team's mailbox did not take it"),
                _(
                    "Your message is safe. Our desk sees it and looks for another way "
                    "to reach the team."
                ),
            )
        else:
            yield TimelineStep(
                AHEAD,
                _("Being sent to the team"),
                _(
                    "This usually takes a few seconds. If their mail server is busy, "
                    "we try again until it works."
                ),
            )


def routing(enquiry: Enquiry) -> Iterator[TimelineStep]:
    """Say openly when it did not go to the site's own mailbox."""
    if enquiry.routed_to == RoutedTo.CENTRAL_CONTACT:
        yield TimelineStep(
            NOTE,
            _("Sent to the study's central contact"),
            _(
                "There is no address of this site's own that takes mail, so the "
                "study's central team gets it and passes it on."
            ),
        )
    elif is_lost_for_team(enquiry):
        yield TimelineStep(
            TROUBLE,
            _("We cannot reach the team by e-mail just now"),
            _(
                "Your message is safe. Our desk has it and looks for another way to "
                "the team. It may take longer than we said."
            ),
        )
    elif enquiry.routed_to == RoutedTo.PORTAL_DESK:
        yield TimelineStep(
            NOTE,
            _("Sent to this portal's desk"),
            _(
                "There is no address for this study that takes mail, so our own desk "
                "gets it and looks for the right team."
            ),
        )


def is_lost_for_team(enquiry: Enquiry) -> bool:
    """Whether it stands at the desk because mailboxes of the team took no mail."""
    moved = AuditEvent.objects.filter(
        reference=enquiry.reference, verb=Verb.ENQUIRY_REROUTED
    )
    return enquiry.routed_to == RoutedTo.PORTAL_DESK and moved.exists()


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
    for event in known:
        yield TimelineStep(DONE, words[Verb(event.verb)], at=event.at)


def spoken(call: CallAttempt) -> TimelineStep:
    """Return a call as a step."""
    words = {
        "REACHED": _("You spoke on the telephone"),
        "VOICEMAIL": _("The team called and left a message"),
        "NO_ANSWER": _("The team called and nobody answered"),
        "WRONG_NUMBER": _("The team called; the number seems to be wrong"),
    }
    return TimelineStep(DONE, words[call.result], at=call.called_at)


def conversation_steps(messages: list[Message]) -> Iterator[TimelineStep]:
    """Return who wrote when, after the first message."""
    for message in messages[1:]:
        label = _("The team answered") if message.is_from_team else _("You wrote again")
        yield TimelineStep(DONE, label, at=message.created_at)


def ahead(enquiry: Enquiry) -> Iterator[TimelineStep]:
    """Return what has not happened yet."""
    if enquiry.is_waiting and not enquiry.opened_at:
        yield TimelineStep(
            AHEAD,
            _("Not opened by the team yet"),
            _("As soon as somebody there has read it, it says so here."),
        )
    elif enquiry.is_waiting:
        yield TimelineStep(AHEAD, _("The team has not answered yet"))


def copy_trouble(
    enquiry: Enquiry, mails: list[OutgoingEmail]
) -> Iterator[TimelineStep]:
    """Say that the family's own address takes no mail."""
    copies = [mail for mail in mails if mail.purpose == Purpose.COPY_TO_SENDER]
    if any(mail.last_error == "complained" for mail in copies):
        yield TimelineStep(
            TROUBLE,
            _("Your mail program called an e-mail of ours unwanted"),
            _("Answers may not reach you by e-mail. They always stand on this page."),
        )
    elif enquiry.email_bounced_at or any(mail.state in LOST for mail in copies):
        yield TimelineStep(
            TROUBLE,
            _("The copy could not be sent to your address"),
            _(
                "Please keep the address of this page, and correct your e-mail address "
                "below."
            ),
        )
