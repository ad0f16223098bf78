"""What forty records showed that were read line by line beside their sentences."""

import pytest

from tests.records import REAL_FOLDERS
from tests.trials.plain.real import TODAY, records
from trials.plain.layer import PlainBlock, plain_blocks
from trials.plain.record import PlainRecord
from trials.registry.facts import Arm

DRUG = "Drug: Atogepant"
TESTED = Arm("Tablet", "EXPERIMENTAL", names=(DRUG,))
MARKED = "group that the record marks as tested"
FOR_COMPARISON = "group for comparison"


def blocks(**values: object) -> dict[str, PlainBlock]:
    usual = {"overall_status": "RECRUITING", "intervention_model": "PARALLEL"}
    return plain_blocks(
        PlainRecord(study_type="INTERVENTIONAL", **usual | values), TODAY
    )


def groups(*arms: Arm) -> list[str]:
    lines = blocks(arms=arms, allocation="RANDOMIZED")["tested"].groups
    return [one.text.partition(": ")[2].partition(".")[0] for one in lines]


def run_by(**values: object) -> str:
    return " ".join(one.text for one in blocks(**values)["sponsor"].sentences)


@pytest.mark.parametrize(
    "arm",
    [
        Arm("Usual care", "EXPERIMENTAL", names=("Other: Usual Care",)),
        Arm("Placebo", "EXPERIMENTAL", names=(DRUG, "Drug: Placebo for Atogepant")),
        Arm("B", "EXPERIMENTAL", names=("Drug: Placebo",)),
    ],
)
def test_what_is_only_compared_is_no_group_with_what_is_tested(arm):
    """NCT04224974, NCT05861427."""
    assert groups(TESTED, arm) == ["group with what is tested", MARKED]


def test_a_group_with_a_part_of_what_is_tested_gets_no_other_treatment():
    """NCT04361305; NCT00000410, where no group is marked as tested."""
    both = Arm("Both", "EXPERIMENTAL", names=(DRUG, "Drug: Tadalafil"))
    alone = Arm("One", "ACTIVE_COMPARATOR", names=("Drug: Tadalafil",))
    other = Arm("Other", "ACTIVE_COMPARATOR", names=("Drug: Sildenafil",))
    assert groups(both, alone)[1] == FOR_COMPARISON
    assert groups(both, other)[1] == "group with another treatment"
    assert groups(alone, other) == [FOR_COMPARISON, FOR_COMPARISON]
    said = [blocks(arms=(both, one), allocation="RANDOMIZED") for one in (alone, other)]
    texts = [" ".join(one.text for one in found["chance"].sentences) for found in said]
    assert ["another treatment" in text for text in texts] == [False, True]


def test_a_person_who_is_the_sponsor_is_no_university_and_no_company():
    """NCT05071482 and 26 more of 827; the registry calls them OTHER or INDUSTRY."""
    person = run_by(
        sponsor="wang, jianxiang",
        sponsor_class="OTHER",
        responsible_party="SPONSOR_INVESTIGATOR",
    )
    assert "It is a single person." in person


def test_a_company_is_a_company_though_its_director_bears_its_name():
    """Forty records of two companies."""
    director = {"name": "Bayer Study Director", "affiliation": "Bayer"}
    said = run_by(
        sponsor="Bayer",
        sponsor_class="INDUSTRY",
        officials=({**director, "role": "STUDY_DIRECTOR"},),
    )
    assert "It is a company." in said
    assert "study director" not in said


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("ABBVIE INC.", "AbbVie"),
        ("Central Contact", "Astellas"),
        ("Angitia Medical Director", "Angitia"),
        ("Bristol-Myers Squibb", "Bristol-Myers Squibb"),
        ("Clinical Transparency (dept. 2834)", "Novo"),
        ("Hanmi Pharmaceuticals", "Hanmi"),
    ],
)
def test_an_office_or_a_company_is_nobody_in_charge(name, place):
    official = {"name": name, "affiliation": place, "role": "STUDY_DIRECTOR"}
    assert name not in run_by(sponsor="A sponsor", officials=(official,))


def test_a_person_is_somebody_in_charge():
    official = {"name": "Tim Young", "affiliation": "A hospital in Young"}
    official["role"] = "PRINCIPAL_INVESTIGATOR"
    assert "Tim Young" in run_by(sponsor="A sponsor", officials=(official,))


def test_what_only_measures_is_not_what_is_tested():
    """NCT01194648: "tests another method" was a questionnaire."""
    arm = Arm("HIFU", "OTHER", names=("Other: questionnaire", "Procedure: ablation"))
    said = blocks(arms=(arm,), primary_purpose="TREATMENT")["short"].sentences[0].text
    assert said == "The study tests a procedure as a treatment."


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_no_record_calls_a_person_an_organisation(folder):
    for number, record in records(folder):
        if record.responsible_party == "SPONSOR_INVESTIGATOR":
            said = plain_blocks(record, TODAY)["sponsor"].sentences[0].text
            assert said.endswith("It is a single person."), number
