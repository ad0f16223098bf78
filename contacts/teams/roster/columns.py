"""What stands in the file of teams: one line for each team and hospital."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from contacts.teams.facility_names import fold_city, fold_name

COLUMNS = (
    *("team", "language", "country", "mailboxes", "facility", "town"),
    *("facility_country", "studies", "members"),
)
# Between several in one cell; what follows a semicolon belongs to what is before it.
BETWEEN, BEHIND = " | ", ";"

LANGUAGES_APART = re.compile(r"[\s;|,]+")

Spelling = tuple[str, str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line of the file, in the visitor's language."""

    line: int
    column: str
    text: str


@dataclass(frozen=True)
class Named:
    """A hospital as a line names it."""

    name: str
    city: str
    country: str

    @property
    def spelling(self) -> Spelling:
        """Return what two that are the same have in common."""
        return fold_name(self.name), fold_city(self.city), self.country


@dataclass
class TeamLines:
    """All that the file says of a team; empty: nothing is said.

    `first` is its first line. Mailboxes and members have their purpose and role.
    """

    name: str
    first: int
    language: str = ""
    country: str = ""
    mailboxes: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    hospitals: dict[Spelling, Named] = field(default_factory=dict)
    studies: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return what two spellings of one team have in common."""
        return self.name.casefold()

    @property
    def home(self) -> str:
        """Return its country: as said, or that of its first hospital."""
        return self.country or next((h.country for h in self.hospitals.values()), "")


def read_languages(cell: str) -> list[str]:
    """Return the codes of languages in a cell, each once."""
    return list(dict.fromkeys(filter(None, LANGUAGES_APART.split(cell.lower()))))


def write_languages(codes: Iterable[str]) -> str:
    """Return a cell of codes; the first is the language of a team's mails."""
    return BETWEEN.join(codes)


def join_languages(old: str, new: str) -> str:
    """Return what a team has after a file: nothing that it spoke is taken away."""
    wanted = read_languages(new)
    if not wanted:
        return old
    others = [one for one in read_languages(old)[1:] if one not in wanted]
    return write_languages([*wanted, *others])
