"""A translator's file becomes the draft of its language, and touches no other."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from portal.hospital.says import interface_languages
from trials.models import Study, TextKind, TextVersion
from trials.models.gated.versions import slot_of
from trials.texts.actions.drafting import draft_text, save_draft_text
from trials.texts.bodies import Body
from trials.texts.sheets import Sheet, SheetError, translated_body


def newest_text(study: Study, language: str) -> TextVersion | None:
    """Return the newest words about a study in a language that somebody works with."""
    slot = slot_of(TextKind.STUDY, study, language)
    rows = TextVersion.objects.current().filter(slot=slot).order_by("-number")
    newest: TextVersion | None = rows.first()
    return newest


def source_of(study: Study, language: str) -> Body:
    """Return the words that a language is translated from; raises SheetError."""
    for code in (settings.LANGUAGE_CODE, *dict(interface_languages())):
        found = newest_text(study, code) if code != language else None
        if found is not None:
            return dict(found.body)
    raise SheetError("no_source")


def translation_of(study: Study, language: str) -> Body:
    """Return the words of a language so far."""
    found = newest_text(study, language)
    return dict(found.body) if found else {}


@transaction.atomic
def import_sheet(
    *, study: Study, language: str, sheet: Sheet, now: datetime, by: str
) -> TextVersion:
    """Keep a file's words as a draft; raises SheetError for another text's."""
    before = translation_of(study, language)
    body = translated_body(source_of(study, language), before, sheet)
    slot = slot_of(TextKind.STUDY, study, language)
    draft: TextVersion | None = TextVersion.objects.drafts().filter(slot=slot).first()
    if draft is not None:
        save_draft_text(version=draft, body=body, base=draft.sha256, now=now, by=by)
        return draft
    kind = TextKind.STUDY
    return draft_text(
        kind=kind, study=study, language=language, body=body, now=now, by=by
    )
