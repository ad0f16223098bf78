"""The file of teams: what is read, and what is said of each line that is wrong."""

import pytest
from django.utils import translation

from contacts.teams.roster.columns import COLUMNS
from contacts.teams.roster.reading import (
    MOST_BYTES,
    MOST_LINES,
    KnownCodes,
    UnreadableFileError,
    read_roster,
)

CODES = KnownCodes(frozenset({"en", "zh-hans"}), frozenset({"DE", "CN"}))
HEAD = ",".join(COLUMNS)


def read(*lines: str, head: str = HEAD):
    return read_roster("\n".join([head, *lines]).encode(), CODES)


def faults(*lines: str) -> list[tuple[int, str]]:
    return [(one.line, one.column) for one in read(*lines)[1]]


def test_a_team_over_several_lines():
    teams, wrong = read(
        "Nord,en,DE,ward@a.example;REMINDERS | desk@a.example,Klinik A,Bonn,DE,"
        "NCT00000001,x@a.example;deputy | y@a.example",
        "nord,,,,Klinik B,Bonn,DE,NCT00000002 NCT00000001,",
    )
    assert wrong == []
    (team,) = teams
    assert (team.name, team.language, team.country) == ("Nord", "en", "DE")
    assert team.mailboxes == {
        "ward@a.example": "REMINDERS",
        "desk@a.example": "ENQUIRIES",
    }
    assert team.members == {"x@a.example": "DEPUTY", "y@a.example": "COORDINATOR"}
    assert [one.name for one in team.hospitals.values()] == ["Klinik A", "Klinik B"]
    assert list(team.studies) == ["NCT00000001", "NCT00000002"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_save(delimiter, encoding):
    head = delimiter.join(("Team", "MEMBERS", "town"))
    line = delimiter.join(("Köln 北", '"a@b.example;DEPUTY"', ""))
    teams, wrong = read_roster(f"{head}\r\n{line}\r\n".encode(encoding), CODES)
    assert wrong == []
    assert [(t.name, t.members) for t in teams] == [
        ("Köln 北", {"a@b.example": "DEPUTY"})
    ]


def test_a_mark_against_formulas_is_taken_off():
    teams, _ = read("'=Nord")
    assert teams[0].name == "=Nord"


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("A,xx", "language"),
        ("A,,XX", "country"),
        ("A,,,no address", "mailboxes"),
        ("A,,,a@b.example;BOSS", "mailboxes"),
        ("A,,,,Klinik", "town"),
        ("A,,,,Klinik,Bonn,Germany", "facility_country"),
        ("A,,,,!!,Bonn,DE", "facility"),
        ("A,,,,,,,,a@b.example;OWNER", "members"),
        (",,,,,,,,a@b.example", "team"),
        ("A\u202eB", "team"),
        ("A" * 201, "team"),
        ("A," + "x" * 2001, "language"),
    ],
)
def test_what_is_wrong_is_said_by_line_and_column(line, column):
    assert (3, column) in faults("Fine", line)


def test_two_lines_of_a_team_may_not_disagree():
    assert faults("A,en", "a,zh-hans") == [(3, "language")]


def test_the_words_are_in_the_visitors_language():
    with translation.override("en"):
        assert "two letters" in read("A,,XX")[1][0].text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name,boss\nA,B",
        b"team,team\nA,B",
        b"team,salary\nA,B",
        b"team\n\xff\xfe\xfd",
        b"team\n" + b"x" * (MOST_BYTES + 1),
        b"team\n" + b"x" * (3 * MOST_BYTES),
        b"team\n" + b"A\n" * (MOST_LINES + 1),
        b'team\n"' + b"x" * 140_000,
    ],
)
def test_what_is_no_such_file_is_refused_as_a_whole(content):
    with pytest.raises(UnreadableFileError):
        read_roster(content, CODES)


def test_hundreds_of_faults_are_not_all_told():
    assert len(faults(*["A,xx"] * 500)) <= 60
