"""When a copy was the registry's own, and what may be concluded from it."""

from dataclasses import dataclass
from datetime import date, datetime

from trials.models import SiteStatus, Study
from trials.registry.record import StudyRecord

COPY_FIELDS = [
    *("checked_at", "copied_on", "compared_at", "vanished_at"),
    *("ask_first_from", "probably_over_from", "raw_hash"),
]


@dataclass(frozen=True)
class Copy:
    """Whence a record comes: the day on which it was the registry's own, if known.

    Only a copy that was fetched just now is a comparison; a file may be years old.
    `raw_hash` is by what it is known again (`same_files`), "" where nobody asks.
    """

    day: date | None = None
    is_fetched: bool = False
    raw_hash: str = ""

    def is_newer_than(self, day: date | None) -> bool:
        """Whether it is the registry's of a later day than one that we know."""
        return self.day is not None and (day is None or self.day > day)


UNKNOWN_COPY = Copy()


def note_copy(study: Study, copy: Copy, now: datetime) -> None:
    """Note when these words were the registry's; the caller saves `COPY_FIELDS`.

    A file that is older than what we compared moves nothing back.
    """
    study.checked_at, study.raw_hash = now, copy.raw_hash
    if copy.is_newer_than(study.copied_on):
        study.copied_on = copy.day
    if copy.is_fetched:
        study.compared_at, study.vanished_at = now, None
    study.set_turning_days()


def names_open_site(study: Study, record: StudyRecord) -> bool:
    """Whether a place takes people that has not told us otherwise."""
    taking = {site.key for site in record.sites if site.status == SiteStatus.RECRUITING}
    if not study.pk:
        return bool(taking)
    closed = study.sites.filter(team_closed_on__isnull=False)
    return bool(taking - set(closed.values_list("key", flat=True)))
