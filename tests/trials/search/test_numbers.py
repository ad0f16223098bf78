"""A study is found by whatever number somebody has of it."""

import pytest

from tests import factories
from trials.indexing import index_study
from trials.registry.clinicaltrials.protocol import other_numbers
from trials.registry.numbers import registry_ids_in
from trials.search import find

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("registered", "typed"),
    [
        ("2016-003172-43", "EudraCT 2016-003172-43"),
        ("EudraCT-No.:2006-000284-28", "2006-000284-28"),
        ("2022-502888-38-00", "EU CT 2022-502888-38"),
        ("2022-502888-38", "ctis 2022-502888-38-00"),
        ("ChiCTR2000012345", "chictr 2000012345"),
        ("ISRCTN12345678", "isrctn 12345678"),
        ("DRKS00012345", "DRKS-00012345"),
        ("jRCT2031220734", "jrct 2031220734"),
        ("CTR20231827", "ctr 20231827"),
        ("SNCTP000001674", "snctp 000001674"),
        ("NCI-2021-03253", "nci 2021-03253"),
        ("U1111-1277-3764", "u1111 1277-3764"),
        ("RBR-6fn9d2", "rbr 6fn9d2"),
        ("J4E-MC-FR01", "j4e-mc-fr01"),
    ],
)
def test_another_number_finds_its_study(registered, typed):
    study = factories.Study(
        is_published=True, facts={"other_numbers": ["Site 7", registered]}
    )
    index_study(factories.Study(is_published=True))
    index_study(study)
    assert find(typed, "en") == [study.registry_id]


def test_all_numbers_of_a_record_are_kept_once():
    study = {
        "identificationModule": {
            "orgStudyIdInfo": {"id": "ABC-1"},
            "secondaryIdInfos": [
                {"id": "2016-003172-43", "type": "EUDRACT_NUMBER"},
                {"id": "ABC-1"},
                {"domain": "without a number"},
                "no object",
            ],
            "nctIdAliases": ["NCT90000077"],
        }
    }
    assert other_numbers(study) == ("ABC-1", "2016-003172-43", "NCT90000077")


@pytest.mark.parametrize("text", ["RBR protein", "CTR 2023", "born 2016-003172", ""])
def test_what_is_no_number_is_none(text):
    assert registry_ids_in(text)[0] == []
