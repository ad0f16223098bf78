"""Each step of a text is written down, and pages that show it are made anew."""

from datetime import datetime
from typing import Any

from portal.audit.models import Verb
from portal.audit.record import record_event
from trials.indexing import index_study
from trials.models import Study, TextVersion
from trials.texts.refusals import TextRefusedError


def note_text(
    verb: Verb, version: TextVersion, now: datetime, by: str, **more: object
) -> None:
    """Record a step: which text, which version, never its words."""
    about: dict[str, Any] = {"slot": version.slot, "version": version.number, **more}
    record_event(verb, now=now, by=by, sha256=version.sha256[:12], **about)


def spread_text(version: TextVersion, now: datetime) -> None:
    """Let pages and the search take up what a text says now."""
    studies = Study.objects.all()
    if version.study is not None:
        studies = studies.filter(pk=version.study.pk)
        index_study(version.study)
    studies.touch_all(now)


def locked(version: TextVersion, *states: str) -> TextVersion:
    """Return the row as it is now, held; refuse one that has gone on since."""
    row: TextVersion | None = TextVersion.objects.held(version, *states)
    if row is None:
        raise TextRefusedError("changed")
    return row
