"""The file of teams as the portal has them; read again it changes nothing. Pure."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from contacts.teams.roster.cells import harmless
from contacts.teams.roster.columns import BEHIND, BETWEEN, COLUMNS, Named

# Without it spreadsheets take the file for another encoding.
MARK = "\ufeff"


@dataclass(frozen=True)
class TeamToWrite:
    """A team, or "" for hospitals that have none."""

    name: str
    language: str = ""
    country: str = ""
    mailboxes: list[tuple[str, str]] = field(default_factory=list)
    hospitals: list[Named] = field(default_factory=list)
    studies: list[str] = field(default_factory=list)
    members: list[tuple[str, str]] = field(default_factory=list)


class LineOut:
    """A file that hands each line on instead of keeping it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def roster_lines(teams: Iterable[TeamToWrite]) -> Iterator[str]:
    """Return the file's lines, the columns first."""
    writer = csv.writer(LineOut())
    yield MARK + writer.writerow(COLUMNS)
    for team in teams:
        for number, hospital in enumerate(team.hospitals or [None]):
            cells = team_cells(team) if number == 0 else {}
            cells |= {"team": team.name, **hospital_cells(hospital)}
            yield writer.writerow([harmless(cells.get(one, "")) for one in COLUMNS])


def team_cells(team: TeamToWrite) -> dict[str, str]:
    """Return what stands in a team's first line only."""
    return {
        "language": team.language,
        "country": team.country,
        "mailboxes": BETWEEN.join(BEHIND.join(pair) for pair in team.mailboxes),
        "studies": BETWEEN.join(team.studies),
        "members": BETWEEN.join(BEHIND.join(pair) for pair in team.members),
    }


def hospital_cells(hospital: Named | None) -> dict[str, str]:
    """Return what stands in each line of a team."""
    if hospital is None:
        return {}
    name, town, country = hospital.name, hospital.city, hospital.country
    return {"facility": name, "town": town, "facility_country": country}
