"""Whether a record is still the one we hold, by what moves whenever it does."""

from trials.importing.actions.studies import READER
from trials.models import Study
from trials.registry.source import Mark


def is_same(study: Study, mark: Mark | None) -> bool:
    """Whether nothing became of a record, and our reader has read all of it."""
    if mark is None or study.vanished_at or study.facts.get("reader") != READER:
        return False
    held = Mark(
        status=study.overall_status,
        last_update=study.last_update_date,
        verified=study.status_verified_date,
        has_results=bool(study.facts.get("has_results")),
    )
    return held == mark
