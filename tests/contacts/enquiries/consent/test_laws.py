"""What the law of a family's country asks, as data."""

import pytest

from contacts.enquiries.consent.laws import (
    age_of_consent,
    needs_guardian,
    needs_transfer_consent,
    read_table,
)
from portal.lib.cldr import country_name


@pytest.mark.parametrize(
    ("family", "recipient", "is_asked"),
    [
        ("DE", "DE", False),
        ("DE", "FR", False),
        ("DE", "NO", False),
        ("DE", "GB", False),
        ("GB", "DE", False),
        ("DE", "US", True),
        ("DE", "CN", True),
        ("GB", "US", True),
        ("CN", "CN", False),
        ("CN", "US", True),
        ("CN", "HK", True),
        ("US", "CN", False),
        ("", "US", False),
        ("DE", "", False),
    ],
)
def test_a_transfer_needs_a_consent_where_the_law_says_so(family, recipient, is_asked):
    assert needs_transfer_consent(family, recipient) is is_asked


@pytest.mark.parametrize(
    ("group", "country", "is_asked"),
    [
        ("UNDER_14", "GB", True),
        ("UNDER_14", "CN", True),
        ("FROM_14_TO_17", "CN", False),
        ("FROM_14_TO_17", "GB", False),
        ("FROM_14_TO_17", "DE", True),
        ("FROM_14_TO_17", "ZW", True),
        ("ADULT", "ZW", False),
        ("", "DE", False),
    ],
)
def test_a_parent_is_asked_for_below_the_age_of_consent(group, country, is_asked):
    assert needs_guardian(group, country) is is_asked


def test_the_tables_name_countries_alone_and_all_of_the_union():
    ages = dict(read_table("ages"))
    assert ages.pop("otherwise") == 18
    laws = read_table("transfers")
    named = set(ages).union(
        *(law["countries"] + law["as_at_home"] for law in laws.values())
    )
    assert {code for code in named if not country_name(code, "en")} == set()
    assert len(laws["EEA"]["countries"]) == 30
    assert set(laws["EEA"]["countries"]) <= set(ages)
    assert age_of_consent("CN") == 14
