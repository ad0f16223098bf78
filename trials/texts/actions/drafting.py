"""A text is begun, and written on by one person at a time."""

import copy
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from portal.audit.models import Verb
from trials.models import Study, TextState, TextVersion
from trials.models.gated.versions import slot_of, text_hash
from trials.texts.actions.notes import note_text
from trials.texts.bodies import Body
from trials.texts.outdated import resting_fields


@transaction.atomic
def draft_text(
    *,
    kind: str,
    study: Study | None,
    language: str,
    body: Body,
    now: datetime,
    by: str,
    site_key: str = "",
    country: str = "",
    is_by_program: bool = False,
) -> TextVersion:
    """Return a new draft of a text: always a new version of its slot."""
    slot = slot_of(kind, study, language, site_key, country)
    version = TextVersion.objects.create(
        kind=kind,
        study=study,
        site_key=site_key,
        country=country,
        language=language,
        slot=slot,
        number=next_number(slot),
        body=body,
        sha256=text_hash(slot, body),
        author=by,
        writers=[by],
        drafted_by_program=is_by_program,
        rests_on=resting_fields(study),
        created_at=now,
        changed_at=now,
    )
    note_text(Verb.TEXT_DRAFTED, version, now, by)
    return version


def next_number(slot: str) -> int:
    """Return the number of the next version of a text."""
    rows = TextVersion.objects.filter(slot=slot)
    return (rows.aggregate(Max("number"))["number__max"] or 0) + 1


@transaction.atomic
def save_draft_text(
    *, version: TextVersion, body: Body, base: str, now: datetime, by: str
) -> bool:
    """Write a draft; false where it is no longer the one whose hash is `base`.

    Then nothing is overwritten: whoever asked shows both and may try again.
    """
    writers = list(dict.fromkeys([*version.writers, by]))
    same = TextVersion.objects.drafts().filter(pk=version.pk, sha256=base)
    changed = same.update(
        body=body,
        sha256=text_hash(version.slot, body),
        author=by,
        writers=writers,
        rests_on=resting_fields(version.study),
        changed_at=now,
    )
    if changed:
        version.refresh_from_db()
        note_text(Verb.TEXT_SAVED, version, now, by)
    return bool(changed)


@transaction.atomic
def copy_text(*, version: TextVersion, now: datetime, by: str) -> TextVersion:
    """Return the slot's draft; where there is none, a new one with these words."""
    drafts = TextVersion.objects.of(version).filter(state=TextState.DRAFT)
    draft: TextVersion | None = drafts.first()
    if draft is not None:
        return draft
    return draft_text(
        kind=version.kind,
        study=version.study,
        language=version.language,
        body=copy.deepcopy(version.body),
        now=now,
        by=by,
        site_key=version.site_key,
        country=version.country,
        is_by_program=version.drafted_by_program,
    )
