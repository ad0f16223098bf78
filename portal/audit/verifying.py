"""Whether somebody changed, removed or inserted rows of the audit past the portal."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import connection

from portal.audit.findings import ChainFault, ChainReport
from portal.audit.hashing import as_moment, as_text, hash_row, hash_seal, hash_together
from portal.audit.known_deeds import KnownDeeds, read_known_deeds
from portal.audit.rows import Values, ask_rows, event_columns
from portal.audit.sealing import LOOKS_BACK
from portal.audit.triggers import missing_triggers

SEALS = (
    "SELECT number, sealed_at, first_event, last_event, count, has_more, rows_hash, "
    "previous_hash, hash, rows_gone_at FROM portal_auditseal ORDER BY number"
)
# So long a deed may take from its beginning, which its row says, to its end.
OF_PEOPLE, OF_JOBS = timedelta(minutes=5), timedelta(minutes=30)


def verify_chain() -> ChainReport:
    """Look at every row and every seal; the database goes on being written to."""
    report = ChainReport()
    for name in sorted(missing_triggers(connection)):
        report.add(ChainFault.TRIGGER, detail=name)
    walk = ChainWalk(report, read_known_deeds())
    for seal, rows in sealed():
        walk.look_at_seal(seal, rows)
    walk.look_at_unsealed()
    return report


def sealed() -> Iterator[tuple[Values, list[Values]]]:
    """Return each seal with its rows, as one pass over both tables."""
    columns = event_columns(connection.vendor)
    rows = ask_rows(
        f"SELECT s.seal, s.event, s.hash, s.erased_hash, {columns} "  # noqa: S608 - names of ours
        "FROM portal_sealedrow s LEFT JOIN contacts_auditevent e ON e.id = s.event "
        "ORDER BY s.seal, s.event"
    )
    groups = groupby(rows, key=lambda row: row[0])
    number, group = next(groups, (None, iter(())))
    for seal in ask_rows(SEALS):
        while number is not None and number < seal[0]:
            number, group = next(groups, (None, iter(())))
        if number == seal[0]:
            yield seal, list(group)
        else:
            yield seal, []


class ChainWalk:
    """One look from the first seal to the last."""

    def __init__(self, report: ChainReport, known: KnownDeeds) -> None:
        self.report, self.known = report, known
        self.number, self.hash, self.highest = 0, "", 0
        # Before this moment nothing was left unsealed.
        self.all_before: datetime | None = None

    def look_at_seal(self, seal: Values, rows: list[Values]) -> None:
        """Look at a seal, at its place in the chain, and at its rows."""
        number, sealed_at, *middle, whole, gone_at = seal
        for missing in range(self.number + 1, number):
            self.report.break_chain(ChainFault.SEAL_REMOVED, missing)
        previous_hash = as_text(middle[-1])
        if as_text(whole) != hash_seal(number, sealed_at, *middle):
            self.report.break_chain(ChainFault.SEAL_CHANGED, number)
        elif previous_hash != self.hash:
            self.report.break_chain(ChainFault.CHAIN, number)
        if gone_at is None:
            self.look_at_rows(number, middle, rows)
        elif number > self.known.purged_through:
            self.report.break_chain(ChainFault.PURGED, number)
        self.go_on(seal)

    def go_on(self, seal: Values) -> None:
        """Take a seal as the one before the next."""
        self.number, self.hash = seal[0], as_text(seal[8])
        self.highest = max(self.highest, seal[3])
        moment = as_moment(seal[1])
        if not seal[5]:
            self.all_before = moment
        self.report.seals += 1
        self.report.vouch(moment, self.hash)

    def look_at_rows(self, number: int, middle: list[Any], rows: list[Values]) -> None:
        """Look at the rows under a seal, each by itself and all together."""
        together = hash_together(as_text(row[2]) for row in rows)
        if together != as_text(middle[4]) or len(rows) != middle[2]:
            self.report.break_chain(ChainFault.ROWS_OF_SEAL, number)
        for _seal, event, leaf, erased, *row in rows:
            self.report.rows += 1
            if row[0] is None:
                self.report.add(ChainFault.REMOVED, event)
            elif not self.is_as_sealed(tuple(row), as_text(leaf), as_text(erased)):
                self.report.add(ChainFault.CHANGED, event)
            elif self.came_late(row):
                self.report.add(ChainFault.INSERTED, event)

    def is_as_sealed(self, row: Values, leaf: str, erased: str) -> bool:
        """Whether a row says what it said, or what its erasure left of it."""
        now = hash_row(row)
        if not erased:
            return now == leaf
        return now == erased and self.known.allows(row, erased)

    def came_late(self, row: list[Any]) -> bool:
        """Whether a row says of itself a time at which it was not there."""
        moment = as_moment(row[1])
        if moment is None or self.all_before is None:
            return False
        is_person = as_text(row[3]).startswith(("user:", "enquirer", "link:"))
        return moment < self.all_before - (OF_PEOPLE if is_person else OF_JOBS)

    def look_at_unsealed(self) -> None:
        """Look at rows that no seal holds: new ones, and ones put between others."""
        columns = event_columns(connection.vendor)
        rows = ask_rows(
            f"SELECT {columns} FROM contacts_auditevent e "  # noqa: S608 - names of ours
            "LEFT JOIN portal_sealedrow s ON s.event = e.id "
            "WHERE s.event IS NULL ORDER BY e.id"
        )
        lowest = self.highest - (0 if connection.vendor == "sqlite" else LOOKS_BACK)
        for row in rows:
            if self.number and (row[0] <= lowest or self.came_late(list(row))):
                self.report.add(ChainFault.INSERTED, row[0])
                self.report.not_whole_after(as_moment(row[1]))
            else:
                self.report.waiting += 1
