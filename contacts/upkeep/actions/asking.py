"""One mail a mailbox a quarter asks whether its studies still take people."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import get_random_string

from contacts.mail import rendering
from contacts.mail.kinds import Purpose
from contacts.mail.models.address_hash import address_hash
from contacts.models import DeadAddress
from contacts.upkeep import sentences
from contacts.upkeep.asked_places import AskedAddress, Place, asked_addresses
from contacts.upkeep.models.letters import (
    QUARTER,
    UpkeepLetter,
    UpkeepMailbox,
    UpkeepPlace,
    mailbox_of,
)
from portal.audit.models import Verb
from portal.audit.record import record_event
from portal.lib.tokens import token_hash
from trials.importing.actions.hearing import note_silence
from trials.models import Study

HEXADECIMAL = "0123456789abcdef"
# In one run: the others are asked an hour later.
MOST = 50
# So many mails in a row, each with so much time to be answered, are a silence.
UNANSWERED, TIME_TO_ANSWER = 2, timedelta(days=30)


def ask_teams(*, now: datetime, by: str) -> int:
    """Ask the mailboxes whose quarter has come; return how many mails were written."""
    note_silent_teams(now)
    asked = 0
    for one in asked_addresses(now):
        if asked < MOST and ask_mailbox(one, now=now, by=by):
            asked += 1
    return asked


@transaction.atomic
def ask_mailbox(asked: AskedAddress, *, now: datetime, by: str) -> bool:
    """Write one mail, unless it had one this quarter, wants none, or is dead."""
    row = UpkeepMailbox.objects.select_for_update().get(pk=mailbox_of(asked.email).pk)
    is_resting = row.asked_at and now - row.asked_at < QUARTER
    if row.is_refused or is_resting or is_dead(asked.email):
        return False
    last = row.letters.last()
    if last and last.answered_at is None:
        row.unanswered += 1
    row.asked_at = now
    row.save(update_fields=["asked_at", "unanswered"])
    token = get_random_string(64, HEXADECIMAL)
    letter = UpkeepLetter.objects.create(
        mailbox=row, token_hash=token_hash(token), asked_at=now, language=asked.language
    )
    UpkeepPlace.objects.bulk_create(
        UpkeepPlace(letter=letter, study_id=study, site_id=site)
        for study, site in sorted(asked.places, key=in_order)
    )
    words = sentences.question_to_team(letter, token)
    link = sentences.absolute_answer(letter, token)
    rendering.outgoing(
        Purpose.ASK_TEAM,
        words,
        to_address=asked.email,
        now=now,
        headers={
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    ).save()
    record_event(Verb.TEAM_ASKED, now=now, by=by, places=len(asked.places))
    return True


def in_order(place: Place) -> tuple[int, int]:
    study, site = place
    return study, site or 0


def is_dead(email: str) -> bool:
    return DeadAddress.objects.filter(address_hash=address_hash(email)).exists()


def note_silent_teams(now: datetime) -> None:
    """Doubt the studies of which no mailbox has answered two mails in a row."""
    asked = UpkeepPlace.objects.values("study")
    for study in Study.objects.filter(pk__in=asked):
        note_silence(study=study, is_silent=is_silent(study, now), now=now)


def is_silent(study: Study, now: datetime) -> bool:
    """Whether each mailbox of a study has left its last two mails unanswered.

    The last one is not counted yet, so one before it is enough.
    """
    boxes = UpkeepMailbox.objects.filter(letters__places__study=study).distinct()
    late = now - TIME_TO_ANSWER
    silent = boxes.filter(unanswered__gte=UNANSWERED - 1, asked_at__lte=late)
    return boxes.exists() and silent.count() == boxes.count()
