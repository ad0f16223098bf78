"""The file of teams is read, line by line, with what is wrong in each. Pure."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from contacts.fields import AddressField
from contacts.teams.models.mailboxes import MailboxPurpose
from contacts.teams.models.memberships import Role
from contacts.teams.roster.cells import as_typed
from contacts.teams.roster.columns import (
    COLUMNS,
    Fault,
    Named,
    TeamLines,
    read_languages,
    write_languages,
)
from portal.lib.cldr import is_language
from portal.lib.text import UnsafeTextError, clean_line, fold_text

# As text it comes back with the preview, below BODY_LIMIT: some five hundred teams.
MOST_BYTES, MOST_LINES, LONGEST_CELL, MOST_FAULTS = 150_000, 2000, 2000, 50
LONGEST_NAME = 200
SEPARATORS = re.compile(r"[;|,\n]")
BLANKS = re.compile(r"[\s;|,]+")


class UnreadableFileError(ValueError):
    """A file that is no table; `str()` says why, in the visitor's language."""


@dataclass(frozen=True)
class KnownCodes:
    """Codes of languages and countries that the portal knows."""

    languages: frozenset[str]
    countries: frozenset[str]


def read_roster(
    content: bytes, codes: KnownCodes
) -> tuple[list[TeamLines], list[Fault]]:
    """Return the teams that a file names, and what is wrong in which line.

    Raises UnreadableFileError for what is no such file at all.
    """
    reader = LineReader(codes)
    for number, cells in read_cells(as_text(content)):
        reader.take(number, cells)
        if len(reader.faults) >= MOST_FAULTS:
            break
    return list(reader.teams.values()), reader.faults


def as_text(content: bytes) -> str:
    """Return a file's text; spreadsheets save UTF-8 or UTF-16, with a mark."""
    if len(content) > 2 * MOST_BYTES:
        raise UnreadableFileError(_("This file is too large for a list of teams."))
    is_wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFileError(
            _("This is not UTF-8. Save it as “CSV UTF-8” and choose it again.")
        ) from None
    if len(text.encode()) > MOST_BYTES:
        raise UnreadableFileError(_("This file is too large for a list of teams."))
    return text


def read_cells(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Return each line that holds something, as column → cell."""
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [fold_text(name).strip() for name in next(rows, [])]
        check_columns(names)
        for count, row in enumerate(rows):
            if count >= MOST_LINES:
                raise UnreadableFileError(_("This file has too many lines."))
            cells = {
                n: as_typed(cell.strip()) for n, cell in zip(names, row, strict=False)
            }
            if any(cells.values()):
                yield rows.line_num, cells
    except csv.Error:
        raise UnreadableFileError(_("This is no table in CSV form.")) from None


def check_columns(names: list[str]) -> None:
    """Raise UnreadableFileError where the first line does not name the columns."""
    known = ", ".join(COLUMNS)
    if "team" not in names:
        words = _("The first line has to name the columns: %(columns)s.")
        raise UnreadableFileError(words % {"columns": known})
    for name in names:
        if name and (name not in COLUMNS or names.count(name) > 1):
            words = _("“%(name)s” is no column, or stands twice. Known: %(columns)s.")
            raise UnreadableFileError(words % {"name": name[:50], "columns": known})


def entries(cell: str) -> list[tuple[str, str]]:
    """Return each address of a cell with the word behind it, such as its role."""
    found: list[tuple[str, str]] = []
    for piece in (one.strip() for one in SEPARATORS.split(cell)):
        if piece and ("@" in piece or not found or found[-1][1]):
            found.append((piece, ""))
        elif piece:
            found[-1] = (found[-1][0], piece)
    return found


def choices(kind: type[Role] | type[MailboxPurpose]) -> Mapping[str, str]:
    """Return the codes of a choice by all that may be written for them."""
    words = {fold_text(str(one.label)): one.value for one in kind}
    return words | {fold_text(one.value): one.value for one in kind}


class LineReader:
    """Puts lines together by team, and notes what is wrong."""

    def __init__(self, codes: KnownCodes) -> None:
        self.codes = codes
        self.teams: dict[str, TeamLines] = {}
        self.faults: list[Fault] = []
        self.line = 0
        self.address = AddressField(
            max_length=150,
            error_messages={"invalid": _("This is no e-mail address.")},
        )

    def take(self, number: int, cells: dict[str, str]) -> None:
        """Read one line; a hospital without a team is left as it is."""
        self.line = number
        cells = {name: self.clean(name, cell) for name, cell in cells.items() if name}
        name = cells.get("team", "")
        if not name:
            self.check_nothing_else(cells)
            return
        if len(name) > LONGEST_NAME:
            self.note("team", _("This name is too long."))
        team = self.teams.setdefault(name.casefold(), TeamLines(name, number))
        self.take_codes(team, cells)
        team.mailboxes |= self.addresses("mailboxes", cells, MailboxPurpose.ENQUIRIES)
        team.members |= self.addresses("members", cells, Role.COORDINATOR)
        self.take_hospital(team, cells)
        for study in BLANKS.split(cells.get("studies", "").upper()):
            if study:
                team.studies.setdefault(study, number)

    def note(self, column: str, text: str) -> None:
        """Keep what is wrong in this line."""
        self.faults.append(Fault(self.line, column, text))

    def clean(self, column: str, cell: str) -> str:
        """Return a cell of bounded length, without what nobody types."""
        if len(cell) > LONGEST_CELL:
            self.note(column, _("This cell is too long."))
            return ""
        try:
            return "\n".join(clean_line(line) for line in cell.splitlines())
        except UnsafeTextError:
            self.note(column, _("This holds a character that nobody types."))
            return ""

    def check_nothing_else(self, cells: dict[str, str]) -> None:
        """Note words for a team that has no name."""
        if any(cells.get(name) for name in ("mailboxes", "members", "studies")):
            self.note("team", _("Name the team."))

    def take_codes(self, team: TeamLines, cells: dict[str, str]) -> None:
        """Read language and country; two lines of a team may not disagree."""
        codes = read_languages(cells.get("language", ""))
        language, country = write_languages(codes), cells.get("country", "").upper()
        self.check_languages(codes)
        self.check_country("country", country)
        for column, value in (("language", language), ("country", country)):
            if value and getattr(team, column) not in {"", value}:
                self.note(column, _("An earlier line says otherwise for this team."))
            setattr(team, column, value or getattr(team, column))

    def check_languages(self, codes: list[str]) -> None:
        """Note a language that is none; the mails' own is one of the portal's."""
        if codes and codes[0] not in self.codes.languages:
            self.note("language", _("The portal does not speak this language."))
        if not all(is_language(code) for code in codes[1:]):
            words = _("Write each language by its code, such as de or tr.")
            self.note("language", words)

    def check_country(self, column: str, code: str) -> None:
        """Note what is no country's code."""
        if code and code not in self.codes.countries:
            self.note(column, _("Write the country's two letters, such as DE or CN."))

    def addresses(
        self, column: str, cells: dict[str, str], usual: Role | MailboxPurpose
    ) -> dict[str, str]:
        """Return the addresses of a cell, each with its role or purpose."""
        known, found = choices(type(usual)), {}
        for email, word in entries(cells.get(column, "")):
            code = known.get(fold_text(word)) if word else usual.value
            if code is None:
                about = {"word": word[:50], "known": ", ".join(type(usual).values)}
                self.note(column, _("“%(word)s” is none of %(known)s.") % about)
            try:
                found[self.address.clean(email).lower()] = code or usual.value
            except ValidationError as error:
                self.note(column, f"{email[:80]}: {error.messages[0]}")
        return found

    def take_hospital(self, team: TeamLines, cells: dict[str, str]) -> None:
        """Read which hospital the team answers for; without town it is not found."""
        name, city = cells.get("facility", ""), cells.get("town", "")
        country = cells.get("facility_country", "").upper()
        self.check_country("facility_country", country)
        if name and not (city and country):
            self.note("town", _("Write the hospital's town and country, too."))
        elif name:
            hospital = Named(name, city, country)
            if not hospital.spelling[0]:
                self.note("facility", _("Type a name."))
            team.hospitals.setdefault(hospital.spelling, hospital)
