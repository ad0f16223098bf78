"""What an import left out or changed. Pure."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Item = dict[str, Any]


@dataclass(frozen=True)
class ImportNote:
    """Something left out or changed: level "error", "warning" or "info"."""

    level: str
    code: str
    where: str


@dataclass
class ImportReport:
    """What an import made of a file."""

    rejected: str = ""
    items: list[Item] = field(default_factory=list)
    notes: list[ImportNote] = field(default_factory=list)
    languages: set[str] = field(default_factory=lambda: {"en"})

    @property
    def accepted(self) -> bool:
        """Whether anything of the file was read."""
        return not self.rejected

    @property
    def is_publishable(self) -> bool:
        """Whether nothing has to be put right first."""
        return self.accepted and not any(note.level == "error" for note in self.notes)

    def counts(self) -> Counter[str]:
        """Return how often each note was made, as "level code"."""
        return Counter(f"{note.level} {note.code}" for note in self.notes)
