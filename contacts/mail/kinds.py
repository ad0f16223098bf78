"""Everything about a kind of mail, in one table: whoever adds a kind fills its line.

What a mail says stands in the `sentences` of the rooms; what may be done with it, who
may answer it and how often it comes is decided here and nowhere else.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.mail import reply_addresses
from contacts.mail.batches.queues import Queue

A_DAY = timedelta(hours=24)


class Purpose(models.TextChoices):
    ENQUIRY_TO_TEAM = "ENQUIRY_TO_TEAM", _("Enquiry to the site team")
    ARRIVAL_TO_MEMBER = "ARRIVAL_TO_MEMBER", _("New enquiry, to a member of the team")
    ARRIVALS_OF_A_DAY = "ARRIVALS_OF_A_DAY", _("New enquiries of a day, to a member")
    COPY_TO_SENDER = "COPY_TO_SENDER", _("Copy to the sender")
    ANSWER_TO_FAMILY = "ANSWER_TO_FAMILY", _("Answer to the family")
    MESSAGE_TO_TEAM = "MESSAGE_TO_TEAM", _("Another message to the site team")
    REMINDER_TO_TEAM = "REMINDER_TO_TEAM", _("Reminder to the site team")
    NOTICE_TO_DESK = "NOTICE_TO_DESK", _("Notice to the portal desk")
    NOTICE_TO_TEAM = "NOTICE_TO_TEAM", _("Notice to the site team")
    OFFER_TO_FAMILY = "OFFER_TO_FAMILY", _("Offer of another site")
    NOTICE_TO_FAMILY = "NOTICE_TO_FAMILY", _("Notice to the family")
    LINK_TO_FAMILY = "LINK_TO_FAMILY", _("Link to the family's page")
    ADDRESS_CHECK = "ADDRESS_CHECK", _("Check of a new address")
    INVITATION = "INVITATION", _("Invitation of a staff member")
    ACCOUNT = "ACCOUNT", _("About a staff account")
    ASK_TEAM = "ASK_TEAM", _("Question to a team whether its studies take people")
    CONFIRM_WATCH = "CONFIRM_WATCH", _("Request to confirm one mail about a study")
    WATCHED_STUDY = "WATCHED_STUDY", _("What somebody waited for")
    CORRECTION_TOLD = "CORRECTION_TOLD", _("What became of a correction")
    PAGE_TO_READER = "PAGE_TO_READER", _("A study's page, to whoever wanted it")
    CONFIRM_ALERTS = "CONFIRM_ALERTS", _("Request to confirm alerts")
    ALERTS = "ALERTS", _("Alerts")
    ALERTS_END_SOON = "ALERTS_END_SOON", _("Notice that alerts will end")


class Side(StrEnum):
    """Who reads a mail; the letters are those of the addresses by which they answer."""

    TEAM = reply_addresses.TEAM
    FAMILY = reply_addresses.FAMILY
    SUBSCRIBER = "s"


@dataclass(frozen=True, kw_only=True)
class KindOfMail:
    """One line of the table.

    `is_telling`: it may carry a person's name or a study's matter, so that a family
    that wished to stay discreet gets a neutral line and a link in its place.
    `leads_to_words`: it holds what the person wrote, or leads whoever reads it there;
    a team that has nothing more to do with an enquiry gets none and keeps none.
    `is_gathered`: what happens within a while makes one mail; else each comes at once.
    `is_written_late`: its row holds facts, of which the worker makes the words at its
    first claim; so it is where a flood of messages would wait for them. The others are
    made one at a time by staff, jobs and asked pages, or together by the alerts' own.
    `is_passing`: it belongs to nothing that is kept; some days after its way is over it
    is erased by itself.
    `most_a_day`: what one person gets of it in a day; None where a deed of somebody
    else makes it, which has a limit of its own (contacts/allowances.py).
    """

    side: Side
    is_telling: bool
    leads_to_words: bool
    is_answerable: bool
    queue: Queue = Queue.ENQUIRIES
    is_gathered: bool = False
    is_written_late: bool = False
    is_passing: bool = False
    most_a_day: int | None = None

    @property
    def pause(self) -> timedelta:
        """Return how long after one mail the next may come."""
        return A_DAY / self.most_a_day if self.most_a_day else timedelta()


KINDS = {
    Purpose.ENQUIRY_TO_TEAM: KindOfMail(
        side=Side.TEAM,
        is_telling=True,
        leads_to_words=True,
        is_answerable=True,
        is_written_late=True,
    ),
    # A link into the console, which opens for its members alone.
    Purpose.ARRIVAL_TO_MEMBER: KindOfMail(
        side=Side.TEAM,
        is_telling=False,
        leads_to_words=True,
        is_answerable=True,
        is_written_late=True,
    ),
    Purpose.ARRIVALS_OF_A_DAY: KindOfMail(
        side=Side.TEAM,
        is_telling=False,
        leads_to_words=False,
        is_answerable=False,
        is_gathered=True,
        most_a_day=1,
    ),
    Purpose.MESSAGE_TO_TEAM: KindOfMail(
        side=Side.TEAM, is_telling=True, leads_to_words=True, is_answerable=True
    ),
    Purpose.REMINDER_TO_TEAM: KindOfMail(
        side=Side.TEAM, is_telling=False, leads_to_words=True, is_answerable=True
    ),
    # It says that an enquiry is over, or what was not taken: no way into it.
    Purpose.NOTICE_TO_TEAM: KindOfMail(
        side=Side.TEAM, is_telling=False, leads_to_words=False, is_answerable=False
    ),
    Purpose.NOTICE_TO_DESK: KindOfMail(
        side=Side.TEAM, is_telling=False, leads_to_words=False, is_answerable=False
    ),
    Purpose.INVITATION: KindOfMail(
        side=Side.TEAM, is_telling=False, leads_to_words=False, is_answerable=False
    ),
    Purpose.ACCOUNT: KindOfMail(
        side=Side.TEAM, is_telling=False, leads_to_words=False, is_answerable=False
    ),
    # About studies, not about families; once a quarter, so it need not hurry.
    Purpose.ASK_TEAM: KindOfMail(
        side=Side.TEAM,
        is_telling=False,
        leads_to_words=False,
        is_answerable=False,
        queue=Queue.BULK,
    ),
    # To an address that somebody typed: nothing of what was asked for.
    Purpose.CONFIRM_WATCH: KindOfMail(
        side=Side.SUBSCRIBER,
        is_telling=False,
        leads_to_words=False,
        is_answerable=False,
        most_a_day=3,
        is_passing=True,
    ),
    # One mail, after which nothing of the person is left.
    Purpose.WATCHED_STUDY: KindOfMail(
        side=Side.SUBSCRIBER,
        is_telling=True,
        leads_to_words=False,
        is_answerable=False,
        queue=Queue.BULK,
        is_passing=True,
    ),
    Purpose.CORRECTION_TOLD: KindOfMail(
        side=Side.SUBSCRIBER,
        is_telling=False,
        leads_to_words=False,
        is_answerable=False,
        most_a_day=3,
        is_passing=True,
    ),
    # To an address that somebody typed; its subject says nothing, it can be ended.
    Purpose.PAGE_TO_READER: KindOfMail(
        side=Side.SUBSCRIBER,
        is_telling=True,
        leads_to_words=False,
        is_answerable=False,
        queue=Queue.BULK,
        most_a_day=2,
        is_passing=True,
    ),
    # To an address that nobody has proven to be theirs.
    Purpose.COPY_TO_SENDER: KindOfMail(
        side=Side.FAMILY,
        is_telling=True,
        leads_to_words=True,
        is_answerable=True,
        is_written_late=True,
        most_a_day=10,
    ),
    Purpose.ANSWER_TO_FAMILY: KindOfMail(
        side=Side.FAMILY, is_telling=True, leads_to_words=True, is_answerable=True
    ),
    Purpose.OFFER_TO_FAMILY: KindOfMail(
        side=Side.FAMILY, is_telling=True, leads_to_words=True, is_answerable=True
    ),
    Purpose.NOTICE_TO_FAMILY: KindOfMail(
        side=Side.FAMILY, is_telling=True, leads_to_words=True, is_answerable=True
    ),
    Purpose.LINK_TO_FAMILY: KindOfMail(
        side=Side.FAMILY,
        is_telling=False,
        leads_to_words=True,
        is_answerable=False,
        most_a_day=3,
    ),
    # To an address that may be a stranger's: nothing of whose enquiry it is.
    Purpose.ADDRESS_CHECK: KindOfMail(
        side=Side.FAMILY,
        is_telling=False,
        leads_to_words=False,
        is_answerable=False,
        most_a_day=3,
    ),
    # To an address that somebody typed: nothing of what was asked for.
    Purpose.CONFIRM_ALERTS: KindOfMail(
        side=Side.SUBSCRIBER,
        is_telling=False,
        leads_to_words=False,
        is_answerable=False,
        most_a_day=1,
    ),
    Purpose.ALERTS: KindOfMail(
        side=Side.SUBSCRIBER,
        is_telling=True,
        leads_to_words=False,
        is_answerable=False,
        queue=Queue.BULK,
        is_gathered=True,
        most_a_day=24,
    ),
    Purpose.ALERTS_END_SOON: KindOfMail(
        side=Side.SUBSCRIBER,
        is_telling=False,
        leads_to_words=False,
        is_answerable=False,
        queue=Queue.BULK,
        most_a_day=1,
    ),
}

TO_FAMILY = {purpose for purpose, kind in KINDS.items() if kind.side is Side.FAMILY}
# In the order of the table: an index says them in it (models/outbox.py).
PASSING = [purpose for purpose, kind in KINDS.items() if kind.is_passing]
WORDS_TO_TEAM = {
    purpose
    for purpose, kind in KINDS.items()
    if kind.side is Side.TEAM and kind.leads_to_words
}


def answering_side(purpose: str) -> Side | None:
    """Return who writes when a mail is answered; None where nobody can."""
    kind = KINDS[Purpose(purpose)]
    return kind.side if kind.is_answerable else None
