"""What is wrong with the audit, and for how much of it the chain vouches. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class ChainFault(Enum):
    """What somebody did past the portal."""

    CHANGED = "row {number} was changed"
    REMOVED = "row {number} was removed"
    INSERTED = "row {number} was inserted later than it says"
    SEAL_CHANGED = "seal {number} was changed"
    SEAL_REMOVED = "seal {number} was removed"
    ROWS_OF_SEAL = "the list of rows under seal {number} was changed"
    CHAIN = "seal {number} does not follow the one before"
    PURGED = "rows under seal {number} are gone, and no purge says so"
    LOG = "seal {number} is not the one in the log"
    TRIGGER = "a trigger that guards the rows is not there: {detail}"


@dataclass(frozen=True)
class ChainFinding:
    """One thing that is wrong."""

    kind: ChainFault
    number: int = 0
    detail: str = ""

    def __str__(self) -> str:
        return self.kind.value.format(number=self.number, detail=self.detail)


@dataclass
class ChainReport:
    """What a look at the whole audit came to."""

    findings: list[ChainFinding] = field(default_factory=list)
    rows: int = 0
    seals: int = 0
    # Rows that no seal holds yet: nobody vouches for them.
    waiting: int = 0
    # To this moment the chain is whole; rows that are named are not.
    until: datetime | None = None
    # To this moment nothing at all is wrong.
    whole_until: datetime | None = None
    last_hash: str = ""
    is_broken: bool = False

    def add(self, kind: ChainFault, number: int = 0, detail: str = "") -> None:
        """Note what is wrong."""
        self.findings.append(ChainFinding(kind, number, detail))

    def break_chain(self, kind: ChainFault, number: int) -> None:
        """Note what is wrong with the chain itself: it vouches for nothing after it."""
        self.add(kind, number)
        self.is_broken = True

    def vouch(self, moment: datetime | None, whole: str) -> None:
        """Note that everything to a seal was looked at."""
        if not self.is_broken:
            self.until, self.last_hash = moment, whole
        if not self.findings:
            self.whole_until = moment

    def not_whole_after(self, moment: datetime | None) -> None:
        """Note that a row says it was there at a moment, and was not."""
        if moment and self.whole_until:
            self.whole_until = min(self.whole_until, moment)
