"""Texts that come with the software wait for somebody at this hospital to read them.

An update brings a changed text as a new version in review and never un-approves.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from portal.audit.models import Verb
from trials.models import TextState, TextVersion
from trials.models.gated.versions import slot_of, text_hash
from trials.texts.actions.drafting import next_number
from trials.texts.actions.notes import note_text, spread_text
from trials.texts.bodies import Body
from trials.texts.shipped.all import Shipped

SOFTWARE = "software"


@transaction.atomic
def ship_texts(*, texts: Iterable[Shipped], now: datetime) -> int:
    """Keep what is not known here yet; return how many texts are new or changed."""
    return sum(ship_text(*one, now) for one in texts)


def ship_text(kind: str, language: str, body: Body, now: datetime) -> bool:
    """Keep one text, unless a version with these very words was here before."""
    slot = slot_of(kind, None, language)
    sha256 = text_hash(slot, body)
    rows = TextVersion.objects.filter(slot=slot)
    if rows.filter(sha256=sha256).exists():
        return False
    version = TextVersion.objects.create(
        kind=kind,
        language=language,
        slot=slot,
        number=next_number(slot),
        body=body,
        sha256=sha256,
        state=TextState.IN_REVIEW,
        author=SOFTWARE,
        writers=[SOFTWARE],
        created_at=now,
        changed_at=now,
    )
    # Nobody need read two that came with the software and never were approved.
    before = rows.filter(author=SOFTWARE, state=TextState.IN_REVIEW)
    before.exclude(pk=version.pk).update(
        state=TextState.WITHDRAWN, withdrawn_at=now, withdrawn_by=SOFTWARE
    )
    note_text(Verb.TEXT_SHIPPED, version, now, SOFTWARE)
    spread_text(version, now)
    return True
