"""What a file changes, compared with what is there; written out it changes nothing."""

from contacts.teams.roster.columns import Named, TeamLines
from contacts.teams.roster.differences import (
    Deed,
    digest,
    faults_beside,
    find_differences,
)
from contacts.teams.roster.present import Present, PresentHospital, PresentTeam
from contacts.teams.roster.reading import KnownCodes, read_roster
from contacts.teams.roster.writing import TeamToWrite, roster_lines

HOSPITAL = Named("Klinik A", "Bonn", "DE")
CODES = KnownCodes(frozenset({"en"}), frozenset({"DE"}))


def lines(**values) -> TeamLines:
    return TeamLines("Nord", 2, **values)


def present(**values) -> Present:
    team = PresentTeam(
        "Nord",
        "en",
        "DE",
        {"w@a.example"},
        {"NCT1"},
        {"i@a.example"},
        {"m@a.example": "DEPUTY"},
    )
    hospitals = {HOSPITAL.spelling: PresentHospital(1, "Nord", is_confirmed=True)}
    usual = {"teams": {"nord": team}, "hospitals": hospitals, "places": {}}
    return Present(**{**usual, "studies": frozenset({"NCT1", "NCT2"}), **values})


def deeds(wanted: TeamLines, now: Present) -> list[tuple]:
    return [(one.deed, one.what) for one in find_differences([wanted], now)]


def test_what_is_so_already_changes_nothing():
    wanted = lines(
        language="en",
        country="DE",
        mailboxes={"w@a.example": "ENQUIRIES"},
        members={"m@a.example": "DEPUTY", "i@a.example": "DEPUTY"},
        hospitals={HOSPITAL.spelling: HOSPITAL},
        studies={"NCT1": 2},
    )
    assert deeds(wanted, present()) == []
    assert deeds(lines(), present()) == []


def test_what_is_new():
    wanted = lines(
        language="zh-hans",
        mailboxes={"v@a.example": "ENQUIRIES"},
        members={"m@a.example": "COORDINATOR", "n@a.example": "DEPUTY"},
        studies={"NCT2": 2},
    )
    assert deeds(wanted, present()) == [
        (Deed.LANGUAGE, "zh-hans"),
        (Deed.MAILBOX, "v@a.example"),
        (Deed.STUDY, "NCT2"),
        (Deed.ROLE, "m@a.example"),
        (Deed.INVITE, "n@a.example"),
    ]


def test_a_hospital_comes_new_or_from_another_team():
    wanted = lines(hospitals={HOSPITAL.spelling: HOSPITAL})
    other = PresentHospital(1, "Süd", is_confirmed=True)
    (moved,) = find_differences([wanted], present(hospitals={HOSPITAL.spelling: other}))
    assert (moved.deed, moved.before) == (Deed.HOSPITAL, "Süd")
    guess = PresentHospital(1, "", is_confirmed=False)
    for known in ({}, {HOSPITAL.spelling: guess}):
        now = present(hospitals=known, places={HOSPITAL.spelling: [4, 5]})
        (new,) = find_differences([wanted], now)
        assert (new.deed, new.many) == (Deed.NEW_HOSPITAL, 2)


def test_a_team_that_is_not_there():
    assert deeds(TeamLines("Ost", 2), present()) == [(Deed.NEW_TEAM, "Ost")]


def test_a_new_team_reads_its_countrys_language_where_none_is_said():
    now = present(tongues={"CN": "zh-hans"})
    told = (Deed.LANGUAGE, "zh-hans")
    hefei = Named("Klinik B", "Hefei", "CN")
    by_hospital = TeamLines("Ost", 2, hospitals={hefei.spelling: hefei})
    assert told in deeds(TeamLines("Ost", 2, country="CN"), now)
    assert told in deeds(by_hospital, now)
    assert told not in deeds(TeamLines("Ost", 2, country="DE"), now)
    said = deeds(TeamLines("Ost", 2, country="CN", language="en"), now)
    assert (Deed.LANGUAGE, "en") in said
    # A team that is there keeps its own.
    assert told not in deeds(lines(country="CN"), now)


def test_what_only_the_portal_knows_is_wrong():
    one = lines(studies={"NCT9": 5}, hospitals={HOSPITAL.spelling: HOSPITAL})
    two = TeamLines("Ost", 7, hospitals={HOSPITAL.spelling: HOSPITAL})
    found = [(f.line, f.column) for f in faults_beside([one, two], present())]
    assert found == [(5, "studies"), (7, "facility")]


def test_a_digest_tells_two_lists_apart():
    one = find_differences([lines(language="zh-hans")], present())
    assert digest(one) == digest(list(one))
    assert digest(one) != digest([])


def test_what_is_written_is_read_again_as_it_was():
    team = TeamToWrite(
        "=Nord | Ost",
        "en",
        "DE",
        [("w@a.example", "REMINDERS")],
        [HOSPITAL, Named("Klinik B", "Bonn", "DE")],
        ["NCT1", "NCT2"],
        [("m@a.example", "DEPUTY"), ("+n@a.example", "COORDINATOR")],
    )
    content = "".join(roster_lines([team, TeamToWrite("", hospitals=[HOSPITAL])]))
    assert not any(line.startswith("=") for line in content.splitlines())
    (read,), wrong = read_roster(content.encode(), CODES)
    assert wrong == []
    assert (read.name, read.language, read.country) == ("=Nord | Ost", "en", "DE")
    assert list(read.hospitals.values()) == team.hospitals
    assert list(read.mailboxes.items()) == team.mailboxes
    assert list(read.members.items()) == team.members
    assert list(read.studies) == team.studies
