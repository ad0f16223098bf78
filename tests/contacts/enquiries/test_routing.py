"""The nearest who can be reached, with the reason why nobody nearer; never a guess."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.enquiries.routing import (
    ABSENT,
    DEAD,
    NO_ADDRESS,
    ORDER,
    PAUSED,
    UNOPENED,
    UNVERIFIED,
    Address,
    Passed,
    Stage,
    find_way,
    to_ask,
)

DESK = Stage("PORTAL_DESK", "The portal", (Address("desk@portal.example"),))
TEAM = Stage("SITE_TEAM", "North Hospital", (Address("team@north.example"),), team=7)
SITE = Stage("SITE_CONTACT", "North Hospital", (Address("site@north.example"),))
STUDY = Stage("STUDY_TEAM", "Study team", (Address("study@sponsor.example"),), team=9)
CENTRAL = Stage("CENTRAL_CONTACT", "Sponsor", (Address("call@sponsor.example"),))


def flawed(stage: Stage, flaw: str) -> Stage:
    return Stage(stage.kind, stage.name, (Address("x@y.example", flaw),), stage.team)


@pytest.mark.parametrize(
    ("stages", "kind"),
    [
        ([TEAM, SITE, STUDY, CENTRAL], "SITE_TEAM"),
        ([SITE, STUDY, CENTRAL], "SITE_CONTACT"),
        ([STUDY, CENTRAL], "STUDY_TEAM"),
        ([CENTRAL], "CENTRAL_CONTACT"),
        ([], "PORTAL_DESK"),
    ],
)
def test_the_nearest_gets_it(stages, kind):
    assert find_way([*stages, DESK]).kind == kind


@pytest.mark.parametrize("flaw", [DEAD, UNVERIFIED, ABSENT, PAUSED])
def test_who_cannot_read_it_is_passed_over_with_the_reason(flaw):
    way = find_way([flawed(TEAM, flaw), CENTRAL, DESK])
    assert (way.kind, way.email) == ("CENTRAL_CONTACT", "call@sponsor.example")
    assert way.passed == (Passed("SITE_TEAM", flaw),)


def test_a_team_that_rests_is_passed_over_although_its_mailbox_lives():
    resting = Stage("SITE_TEAM", "North", TEAM.addresses, 7, PAUSED)
    way = find_way([resting, DESK])
    assert (way.kind, way.passed) == ("PORTAL_DESK", (Passed("SITE_TEAM", PAUSED),))


def test_a_team_without_any_address_is_passed_over():
    way = find_way([Stage("SITE_TEAM", "North", (), 7), SITE, DESK])
    assert (way.kind, way.passed[0].why) == ("SITE_CONTACT", NO_ADDRESS)


def test_all_living_mailboxes_of_a_team_hear_of_it_once():
    twice = (Address("a@x.example"), Address("A@x.example"), Address("b@x.example"))
    way = find_way([Stage("SITE_TEAM", "North", twice, 7), DESK])
    assert [one.email for one in way.addresses] == ["a@x.example", "b@x.example"]


def test_what_nobody_opened_goes_to_the_next_and_never_back():
    way = find_way([TEAM, SITE, CENTRAL, DESK], after="SITE_CONTACT")
    assert way.kind == "CENTRAL_CONTACT"
    assert way.passed == (Passed("SITE_CONTACT", UNOPENED),)
    assert find_way([TEAM, DESK], after="SITE_TEAM").kind == "PORTAL_DESK"


@dataclass
class Contact:
    email: str = ""
    role: str = "CONTACT"


def test_nobody_is_asked_whom_the_registry_only_names_as_responsible():
    lead = Contact("pi@hospital.example", "PRINCIPAL_INVESTIGATOR")
    asked = Contact("nurse@hospital.example")
    assert to_ask([lead, Contact(), asked]) == [asked]


FLAWS = st.sampled_from(["", "", DEAD, UNVERIFIED, ABSENT, PAUSED])
ADDRESSES = st.builds(
    Address, st.sampled_from(["", "a@x.example", "b@x.example"]), FLAWS
)


@given(
    st.lists(
        st.tuples(st.lists(ADDRESSES, max_size=3), st.sampled_from(["", PAUSED])),
        min_size=4,
        max_size=4,
    )
)
def test_no_route_ends_in_silence(rows):
    stages = [
        Stage(kind, kind.title(), tuple(addresses), flaw=flaw)
        for kind, (addresses, flaw) in zip(ORDER[:4], rows, strict=True)
    ]
    way = find_way([*stages, DESK])
    nearer = stages[: ORDER.index(way.kind)]
    assert way.email
    assert [one.kind for one in way.passed] == [one.kind for one in nearer]
    assert all(one.why for one in way.passed)
    assert not any(one.flaw for one in way.addresses)
