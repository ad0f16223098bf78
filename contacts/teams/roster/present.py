"""What is there already, as a file of teams is compared with it. Pure."""

from dataclasses import dataclass, field

from contacts.teams.roster.columns import Spelling


@dataclass
class PresentTeam:
    """A team as it is."""

    name: str
    language: str
    country: str
    mailboxes: set[str] = field(default_factory=set)
    studies: set[str] = field(default_factory=set)
    invited: set[str] = field(default_factory=set)
    members: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PresentHospital:
    """A hospital as it is; its team's name, "" for none."""

    pk: int
    team: str
    is_confirmed: bool


@dataclass(frozen=True)
class Present:
    """All that the file is compared with, by folded names.

    `places` are those that bear a wanted hospital's very name and are not attached.
    """

    teams: dict[str, PresentTeam]
    hospitals: dict[Spelling, PresentHospital]
    places: dict[Spelling, list[int]]
    studies: frozenset[str]
    # The language of a country, where it is another than the portal's first.
    tongues: dict[str, str] = field(default_factory=dict)
