"""A value that the registry adds is told in the log once; never taken for another."""

import logging

import pytest

from tests.factories import NOW
from tests.records import REAL_FOLDERS, raw
from trials.importing.actions.studies import import_study
from trials.registry.clinicaltrials.files import read_studies
from trials.registry.clinicaltrials.parsing import parse_study
from trials.registry.clinicaltrials.values import unknown_values

ODD = {
    "designModule": {
        "studyType": "INTERVENTIONAL",
        "designInfo": {
            "allocation": "BY_THE_STARS",
            "maskingInfo": {"masking": "NONE"},
        },
    },
    "armsInterventionsModule": {
        "armGroups": [
            {"label": "A", "type": "WISHED"},
            {"label": "B", "type": "WISHED"},
        ]
    },
}


def test_unknown_values_are_counted():
    found = unknown_values(parse_study(raw(**ODD)))
    assert found == {"allocation BY_THE_STARS": 1, "arms WISHED": 2}


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_no_real_record_has_one(folder):
    records = [parse_study(one) for _where, one in read_studies(folder)]
    assert [one.registry_id for one in records if unknown_values(one)] == []


@pytest.mark.django_db
def test_they_are_told_once_with_the_number(caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            import_study(parse_study(raw(**ODD)), now=NOW)
    told = [one.message for one in caplog.records if "unknown values" in one.message]
    assert told == [
        "NCT91000001 has unknown values: arms WISHED (2), allocation BY_THE_STARS (1)"
    ]
