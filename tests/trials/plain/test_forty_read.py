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


def test_what_sets_the_groups_apart_is_tested_though_it_measures():
    """NCT04809324: said to have nothing that only the tested group gets."""
    name = "Procedure: Gross examination of the specimen"
    arms = (
        Arm("Gross", "EXPERIMENTAL", names=(name,)),
        Arm("Frozen", "ACTIVE_COMPARATOR", names=("Procedure: Frozen section",)),
    )
    said = blocks(arms=arms, primary_purpose="TREATMENT")["tested"].sentences[0].text
    assert said.startswith("Tested: ")
    alone = blocks(arms=arms[:1], primary_purpose="TREATMENT")["tested"].sentences
    assert alone[0].text.startswith("Named for the group")


def test_a_marked_group_without_what_is_tested_is_only_marked():
    """NCT06712420: surgery at once, beside medicines before the same surgery."""
    surgery = "Procedure: surgery"
    at_once = Arm("At once", "EXPERIMENTAL", names=(surgery,))
    after = Arm("After", "EXPERIMENTAL", names=(DRUG, surgery))
    assert groups(at_once, after) == [MARKED, "group with what is tested"]
    assert groups(after, after) == ["group with what is tested"] * 2


@pytest.mark.parametrize(
    ("label", "name", "works"),
    [
        ("Standard of Care Group", "Device: Fibracol", False),
        ("Placebo", "Drug: Galcanezumab", True),
        ("Comparison", "Drug: Saline", True),
    ],
)
def test_a_placebo_is_described_where_a_name_bears_the_mark_out(label, name, works):
    """NCT04133493 marks a dressing that works as a placebo."""
    arms = (TESTED, Arm(label, "PLACEBO_COMPARATOR", names=(name,)))
    said = blocks(arms=arms, allocation="RANDOMIZED")
    chance = " ".join(one.text for one in said["chance"].sentences)
    assert ("nothing in it that works" in chance) == works
    assert ("marks one group as a placebo group" in chance) != works
    assert groups(*arms)[1] == (
        "group with a placebo" if works else "group that the record marks as placebo"
    )


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
