"""Every variant that real records showed is read; nothing else raises."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.ages import age_days
from tests.records import REAL_FOLDERS, contact, location, raw
from trials.registry.clinicaltrials.countries import country_code
from trials.registry.clinicaltrials.parsing import parse_study
from trials.registry.errors import RecordError


def sites(*locations):
    module = {"locations": list(locations)}
    return parse_study(raw(contactsLocationsModule=module)).sites


def test_a_small_record():
    record = parse_study(raw())
    assert record.registry_id == "NCT91000001"
    assert (record.minimum_age, record.minimum_age_days) == ("5 Years", 1826)
    assert (record.maximum_age, record.maximum_age_days) == ("", None)
    assert (record.start_date, record.last_update_date) == ("2025-03", "2026-01-31")
    (site,) = record.sites
    assert (site.country, site.country_name) == ("CN", "China")
    assert site.contacts[0].email == "site@hospital.example"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5 Years", 1826),
        ("1 Year", 365),
        ("18 Months", 547),
        ("28 Days", 28),
        ("6 Weeks", 42),
        ("48 Hours", 2),
        ("0 Years", 0),
        ("N/A", None),
        ("", None),
        ("five Years", None),
        ("5 Lightyears", None),
        ("99999999999 Years", None),
    ],
)
def test_ages_compare_in_days(text, days):
    assert age_days(text) == days


@pytest.mark.parametrize("date", ["2026-13", "26-01-01", "soon", "2026-01-32", 2026])
def test_what_is_no_date_is_never_shown_as_one(date):
    status = {"overallStatus": "RECRUITING", "startDateStruct": {"date": date}}
    assert parse_study(raw(statusModule=status)).start_date == ""


def test_the_same_site_has_the_same_key_in_every_import():
    (first,) = sites(location())
    (again,) = sites(location(status="COMPLETED", contacts=[]))
    (other,) = sites(location(city="Ningbo"))
    assert first.key == again.key
    assert first.key != other.key


def test_exact_duplicates_become_one_site_with_everybodys_contacts():
    (site,) = sites(
        location(status="COMPLETED"),
        location(contacts=[contact(email="second@hospital.example")]),
    )
    assert site.status == "RECRUITING"
    assert [c.email for c in site.contacts] == [
        "site@hospital.example",
        "second@hospital.example",
    ]


@pytest.mark.parametrize(
    "point",
    [None, {}, {"lat": 91, "lon": 0}, {"lat": 1}, {"lat": float("nan"), "lon": 1}, "x"],
)
def test_coordinates_come_as_a_pair_or_not_at_all(point):
    (site,) = sites(location(geoPoint=point))
    assert (site.latitude, site.longitude) == (None, None)


@pytest.mark.parametrize(
    ("given_contact", "phone", "extension", "email"),
    [
        ({"phone": "+1 212 555 0134 Ext. 33"}, "+1 212 555 0134", "33", ""),
        ({"phone": "555 0134 x 24572"}, "555 0134", "24572", ""),
        ({"phone": "555", "phoneExt": "7"}, "555", "7", ""),
        ({"phone": "a@hospital.example"}, "", "", "a@hospital.example"),
        ({"phone": "E-mail only", "email": "b@c.org"}, "E-mail only", "", "b@c.org"),
        ({"email": "not an address"}, "", "", ""),
        ({"email": "x@y.example\nBcc: z@evil.example"}, "", "", ""),
    ],
)  # fmt: skip
def test_telephone_and_address_as_people_typed_them(
    given_contact, phone, extension, email
):
    (site,) = sites(location(contacts=[contact(**given_contact)]))
    (found,) = site.contacts
    assert (found.phone, found.phone_ext, found.email) == (phone, extension, email)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("China", "CN"),
        ("Korea, Republic of", "KR"),
        ("South Korea", "KR"),
        ("Turkey", "TR"),
        ("Turkey (Türkiye)", "TR"),
        ("Russian Federation", "RU"),
        ("Côte d'Ivoire", "CI"),
        ("Atlantis", ""),
    ],
)
def test_countries_in_old_and_new_spelling(name, code):
    assert country_code(name) == code


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        "text",
        {},
        {"protocolSection": []},
        {"protocolSection": {"identificationModule": {"nctId": "NCT1"}}},
        raw(statusModule={"overallStatus": "PERHAPS"}),
        raw(statusModule={}),
    ],
)
def test_what_is_no_study_is_named_in_one_line(broken):
    with pytest.raises(RecordError) as error:
        parse_study(broken)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 120


def test_invisible_and_control_characters_are_gone():
    record = parse_study(
        raw(descriptionModule={"briefSummary": "a\x00b\u200bc\x07\n d"})
    )
    assert record.brief_summary == "abc\n d"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["protocolSection", "identificationModule", "nctId", "statusModule",
             "locations", "contactsLocationsModule", "contacts", "geoPoint", "lat"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=20,
)  # fmt: skip


@given(ANYTHING, st.sampled_from(sorted(raw()["protocolSection"])))
def test_nothing_but_a_record_error_ever_comes_out(junk, module):
    for hostile in (junk, raw(**{module: junk})):
        try:
            record = parse_study(hostile)
        except RecordError:
            continue
        json.dumps(asdict(record))


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_every_country_of_the_real_records_has_a_code(folder):
    records = [
        parse_study(json.loads(p.read_text("utf-8"))) for p in folder.glob("*.json")
    ]
    unknown = {s.country_name for r in records for s in r.sites if not s.country}
    assert len(records) >= 60
    assert unknown == set()


def test_a_day_that_is_in_no_calendar_is_no_date():
    dates = {"startDateStruct": {"date": "2026-02-31"}, "overallStatus": "RECRUITING"}
    assert parse_study(raw(statusModule=dates)).start_date == ""
    dates["startDateStruct"]["date"] = "2024-02-29"
    assert parse_study(raw(statusModule=dates)).start_date == "2024-02-29"
