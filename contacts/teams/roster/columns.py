"""What stands in the file of teams: one line for each team and hospital."""

from dataclasses import dataclass, field

from contacts.teams.facility_names import fold_city, fold_name

COLUMNS = (
    *("team", "language", "country", "mailboxes", "facility", "town"),
    *("facility_country", "studies", "members"),
)
# Between several in one cell; what follows a semicolon belongs to what is before it.
BETWEEN, BEHIND = " | ", ";"

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
