"""A member of a team tells practical facts; a second person publishes them."""

from datetime import datetime

from django.db import transaction

from trials.models import Study, TextKind, TextVersion
from trials.models.gated.versions import slot_of
from trials.texts.actions.drafting import draft_text, save_draft_text
from trials.texts.actions.reviewing import submit_text
from trials.texts.bodies import Body


def facts_draft(study: Study, language: str, site_key: str = "") -> TextVersion | None:
    """Return the draft of a study's facts, if somebody began one."""
    slot = slot_of(TextKind.FACTS, study, language, site_key)
    draft: TextVersion | None = TextVersion.objects.drafts().filter(slot=slot).first()
    return draft


@transaction.atomic
def propose_facts(
    *,
    study: Study,
    language: str,
    body: Body,
    base: str,
    now: datetime,
    by: str,
    site_key: str = "",
) -> bool:
    """Hand facts in; false where the draft is no longer the one that was read.

    Raises TextRefusedError for what the lint finds, or for nothing told.
    """
    draft = facts_draft(study, language, site_key)
    if draft is None:
        draft = draft_text(
            kind=TextKind.FACTS,
            study=study,
            language=language,
            body=body,
            now=now,
            by=by,
            site_key=site_key,
        )
    elif not save_draft_text(version=draft, body=body, base=base, now=now, by=by):
        return False
    submit_text(version=draft, now=now, by=by)
    return True
