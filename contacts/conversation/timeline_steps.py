"""The steps of a mail's way, each in words: sent, routed, lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from contacts.models import (
    EmailState,
    Enquiry,
    OutgoingEmail,
    Purpose,
)

DONE, TROUBLE, NOTE, AHEAD = "done", "trouble", "note", "ahead"
LOST = {EmailState.FAILED, EmailState.BOUNCED}


@dataclass(frozen=True)
class TimelineStep:
    """One line; `at` is empty for what has not happened.

    What is a station of the way stands in its picture, where there is one.
    """

    kind: str
    label: str
    detail: str = ""
    at: datetime | None = None
    is_station: bool = False


def sending(enquiry: Enquiry, mails: list[OutgoingEmail]) -> Iterator[TimelineStep]:
    """Say how far the mail to the team came."""
    to_team = [mail for mail in mails if mail.purpose == Purpose.ENQUIRY_TO_TEAM]
    for mail in to_team[-1:]:
        about = {"team": enquiry.recipient}
        if mail.state == EmailState.DELIVERED:
            label = _("Delivered to the mailbox of %(team)s") % about
            yield TimelineStep(DONE, label, at=mail.sent_at, is_station=True)
        elif mail.state == EmailState.SENT:
            label = _("Taken over by the mail server for %(team)s") % about
            yield TimelineStep(DONE, label, at=mail.sent_at, is_station=True)
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
