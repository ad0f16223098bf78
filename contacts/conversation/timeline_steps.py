"""The steps of a mail's way, each in words: sent, routed, lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from contacts.models import (
    AuditEvent,
    EmailState,
    Enquiry,
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


def sending(enquiry: Enquiry, mails: list[OutgoingEmail]) -> Iterator[TimelineStep]:
    """Say how far the mail to the team came."""
    to_team = [mail for mail in mails if mail.purpose == Purpose.ENQUIRY_TO_TEAM]
    for mail in to_team[-1:]:
        about = {"team": enquiry.recipient}
        if mail.state == EmailState.DELIVERED:
            label = _("Delivered to the mailbox of %(team)s") % about
            yield TimelineStep(DONE, label, at=mail.sent_at)
        elif mail.state == EmailState.SENT:
            label = _("Taken over by the mail server for %(team)s") % about
            yield TimelineStep(DONE, label, at=mail.sent_at)
        else:
            yield not_taken() if mail.state in LOST else on_its_way()


def not_taken() -> TimelineStep:
    """Say that the team's mailbox refused, and who sees to it."""
    return TimelineStep(
        TROUBLE,
        _("The team's mailbox did not take it"),
        _(
            "Your message is safe. Our desk sees it and looks for another way "
            "to reach the team."
        ),
    )


def on_its_way() -> TimelineStep:
    """Say that the mail has not left yet."""
    return TimelineStep(
        AHEAD,
        _("Being sent to the team"),
        _(
            "This usually takes a few seconds. If their mail server is busy, "
            "we try again until it works."
        ),
    )


def routing(enquiry: Enquiry) -> Iterator[TimelineStep]:
    """Say openly when it did not go to the site's own team."""
    about = {"place": enquiry.place_name}
    if enquiry.routed_to == RoutedTo.STUDY_TEAM:
        words = _(
            "Nobody at %(place)s can be written to just now, so the team of the whole "
            "study gets it."
        )
        yield TimelineStep(NOTE, _("Sent to the study's own team"), words % about)
    elif enquiry.routed_to == RoutedTo.CENTRAL_CONTACT:
        words = _(
            "Nobody at %(place)s can be written to just now, so the study's central "
            "contact gets it and passes it on."
        )
        yield TimelineStep(
            NOTE, _("Sent to the study's central contact"), words % about
        )
    elif is_lost_for_team(enquiry):
        words = _(
            "Your message is safe. Our desk has it and looks for another way to "
            "the team. It may take longer than we said."
        )
        label = _("We cannot reach the team by e-mail just now")
        yield TimelineStep(TROUBLE, label, words)
    elif enquiry.routed_to == RoutedTo.PORTAL_DESK:
        words = _(
            "Nobody at %(place)s can be written to just now, so our own desk gets it "
            "and looks for the right team."
        )
        yield TimelineStep(NOTE, _("Sent to this portal's desk"), words % about)


def is_lost_for_team(enquiry: Enquiry) -> bool:
    """Whether it stands at the desk because mailboxes of the team took no mail."""
    moved = AuditEvent.objects.filter(
        reference=enquiry.reference, verb=Verb.ENQUIRY_REROUTED
    )
    return enquiry.routed_to == RoutedTo.PORTAL_DESK and moved.exists()


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
