"""What of a record is read for the search, as plain fields. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StudyText:
    """A record's words by where they stand; ages in days, None for no limit."""

    title: str = ""
    official_title: str = ""
    conditions: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    summary: str = ""
    youngest: int | None = None
    oldest: int | None = None
    takes_healthy: bool = False
    phases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
