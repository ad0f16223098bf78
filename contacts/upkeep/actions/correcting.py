"""A reader's correction: taken, handled by the desk, told, erased."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from contacts.mail.kinds import Purpose
from contacts.mail.late.words import Rendered
from contacts.upkeep import sentences
from contacts.upkeep.actions.watching import mail_once
from contacts.upkeep.models.corrections import (
    SETTLED,
    Correction,
    CorrectionState,
    WrongPart,
)
from portal.audit.models import Verb
from portal.audit.record import record_event
from trials.models import Study

# So long the desk may look again at what it settled; and at what it never did.
KEPT_SETTLED, KEPT_ANYHOW = timedelta(days=90), timedelta(days=365)


@transaction.atomic
def take_correction(
    *,
    study: Study,
    part: WrongPart,
    text: str,
    email: str,
    language: str,
    now: datetime,
) -> Correction:
    """Put a reader's word on the desk's list."""
    return Correction.objects.create(
        study=study,
        part=part,
        text=text,
        email=email,
        language=language,
        created_at=now,
    )


@transaction.atomic
def handle_correction(
    *, correction: Correction, state: CorrectionState, now: datetime, by: str
) -> None:
    """Say what became of it; who wished to hear of the end does, and is forgotten."""
    correction.state, correction.handled_by = state, by
    is_settled = state in SETTLED
    correction.settled_at = now if is_settled else None
    if is_settled and correction.email:
        words = told_outcome(correction)
        mail_once(Purpose.CORRECTION_TOLD, words, correction.email, now)
        correction.email = ""
    correction.save()
    record_event(
        Verb.CORRECTION_HANDLED, now=now, by=by, correction=correction.pk, state=state
    )


def told_outcome(correction: Correction) -> Rendered:
    """Return the mail in the reader's own language."""
    with translation.override(correction.language):
        outcome = str(CorrectionState(correction.state).label)
    return sentences.correction_told(correction.language, correction.study, outcome)


def purge_corrections(*, now: datetime) -> int:
    """Erase what was settled a while ago, and what nobody will settle any more."""
    settled = Correction.objects.filter(settled_at__lte=now - KEPT_SETTLED)
    old = Correction.objects.filter(created_at__lte=now - KEPT_ANYHOW)
    return settled.delete()[0] + old.delete()[0]
