"""A gloss stands beside a line only where it is true of it."""

import json
import re
from collections import Counter

import pytest

from tests.records import LARGER
from trials.plain import glosses
from trials.plain.glossing.finding import gloss_lines
from trials.plain.glossing.rules import RULES
from trials.plain.glossing.words import TEMPLATES

LABELLED = LARGER.parents[1] / "criteria" / "labelled.jsonl"
IN, OUT = "inclusion", "exclusion"
# Five lines of each kind, all of which are shown.
SHOWN = {
    "age": [
        (IN, "Age 18 to 65 years"),
        (IN, "Aged between 2 and 12 years inclusive"),
        (IN, "Men over 40 years of age"),
        (IN, "Age >= 5 years"),
        (OUT, "Patients under 18 years of age"),
    ],
    "pregnancy": [
        (OUT, "Pregnancy"),
        (OUT, "Pregnant or breastfeeding women"),
        (OUT, "Women who are lactating"),
        (OUT, "Women who plan to become pregnant during the study"),
        (OUT, "Nursing mothers"),
    ],
    "pregnancy_test": [
        (IN, "Negative pregnancy test within 7 days"),
        (IN, "Women must have a negative serum pregnancy test"),
        (IN, "A negative pregnancy test before the first dose"),
        (IN, "Negative urine pregnancy test at screening"),
        (IN, "Pregnancy test negative at visit 1"),
    ],
    "birth_control": [
        (IN, "Agrees to use effective contraception"),
        (IN, "Must use birth control during the study"),
        (IN, "Willing to use condoms"),
        (IN, "Adequate contraceptive methods should be used"),
        (OUT, "Women of childbearing age unless using effective contraception"),
    ],
    "consent": [
        (IN, "Signed informed consent"),
        (IN, "Able to give written informed consent"),
        (IN, "Provides written informed consent"),
        (IN, "Has signed the consent form"),
        (OUT, "Unwilling to sign informed consent"),
    ],
    "other_study": [
        (OUT, "Use of an investigational drug within 30 days"),
        (OUT, "Participation in another clinical trial within 3 months"),
        (OUT, "Took part in any other study in the last 6 months"),
        (OUT, "Received an investigational product within 4 weeks"),
        (OUT, "Treated with an investigational agent less than 28 days ago"),
    ],
    "allergy": [
        (OUT, "Known allergy to penicillin"),
        (OUT, "Hypersensitivity to the study medicine"),
        (OUT, "History of anaphylaxis"),
        (OUT, "Severe reaction to latex"),
        (OUT, "Allergic to eggs"),
    ],
    "life_expectancy": [
        (IN, "Life expectancy of at least 3 months"),
        (IN, "Life expectancy > 12 weeks"),
        (IN, "Expected survival of 6 months or more"),
        (IN, "Estimated survival over 3 months"),
        (OUT, "Life expectancy below 1 year"),
    ],
    "kidney": [
        (IN, "Serum creatinine <= 1.5 x ULN"),
        (OUT, "eGFR < 30 mL/min"),
        (OUT, "Creatinine clearance below 50 mL/min"),
        (OUT, "Urine protein > 1 g a day"),
        (OUT, "Estimated glomerular filtration rate < 60"),
    ],
    "liver": [
        (IN, "ALT <= 2.5 x ULN"),
        (OUT, "Total bilirubin > 2 mg/dL"),
        (OUT, "Child-Pugh class C"),
        (IN, "AST and ALT below 3 times normal"),
        (OUT, "Transaminases > 3 x ULN"),
    ],
    "blood": [
        (IN, "Haemoglobin >= 90 g/L"),
        (IN, "Platelets > 100 x 10^9/L"),
        (IN, "Neutrophils >= 1.5 x 10^9/L"),
        (OUT, "Hemoglobin < 8 g/dL"),
        (OUT, "INR > 1.5"),
    ],
    "heart": [
        (IN, "LVEF >= 50%"),
        (OUT, "QTcF > 470 ms"),
        (OUT, "NYHA class III or IV"),
        (OUT, "Left ventricular ejection fraction below 40%"),
        (OUT, "QT interval above 480 ms"),
    ],
    "blood_pressure": [
        (OUT, "Systolic blood pressure > 160 mmHg"),
        (OUT, "Diastolic pressure above 100 mm Hg"),
        (OUT, "Blood pressure over 180/110"),
        (OUT, "Systolic under 90"),
        (IN, "Resting blood pressure below 140/90"),
    ],
    "organ_function": [
        (IN, "Adequate organ function"),
        (IN, "Normal organ functions"),
        (IN, "Good organ function"),
        (IN, "Major organ function is sufficient"),
        (IN, "Sufficient organ function by blood tests"),
    ],
    "infection": [
        (OUT, "Active infection"),
        (OUT, "HIV"),
        (OUT, "Known hepatitis B infection"),
        (OUT, "Tuberculosis"),
        (OUT, "Sepsis"),
    ],
    "performance": [
        (IN, "ECOG 0-1"),
        (IN, "ECOG performance status of 0 or 1"),
        (IN, "Karnofsky score >= 70"),
        (IN, "Lansky score of 50 or more"),
        (OUT, "ECOG performance status > 2"),
    ],
    "other_cancer": [
        (OUT, "Active cancer"),
        (OUT, "Malignancy within the last 5 years"),
        (OUT, "Any other malignancy"),
        (OUT, "Current cancer"),
        (OUT, "A second malignant tumour"),
    ],
    "substance": [
        (OUT, "Alcohol abuse"),
        (OUT, "Drug or alcohol dependence"),
        (OUT, "History of drug abuse"),
        (OUT, "Alcoholism in the last year"),
        (OUT, "Substance abuse"),
    ],
    "judgement": [
        (OUT, "In the opinion of the investigator, unfit"),
        (OUT, "Any condition that, in the judgement of the investigator, is a risk"),
        (OUT, "Unsuitable as determined by the investigator"),
        (OUT, "At the discretion of the investigator"),
        (OUT, "A risk according to the investigator"),
    ],
    "more_rules": [
        (IN, "Further criteria apply."),
        (OUT, "Other criteria may apply"),
        (OUT, "Other protocol defined exclusion criteria could apply."),
        (IN, "Additional criteria apply"),
        (OUT, "Other exclusion criteria apply"),
    ],
    "willing": [
        (IN, "Willing and able to comply with all study requirements"),
        (IN, "Able to complete questionnaires"),
        (IN, "Willing to attend all visits"),
        (IN, "Able to comply with the protocol"),
        (IN, "Willing to return for follow-up"),
    ],
    "language": [
        (IN, "Able to read English"),
        (IN, "Speaks German fluently"),
        (IN, "Literate in Spanish"),
        (IN, "Can read and understand French"),
        (IN, "Fluent in Chinese"),
    ],
}
# A block of each kind, and a line on which it forbids the gloss.
BLOCKED = [
    ("age", IN, "Partner aged 18 to 65 years"),
    ("age", IN, "Age 2 to 12 years at diagnosis"),
    ("age", IN, "Adult"),
    ("pregnancy", OUT, "History of ectopic pregnancy"),
    ("pregnancy", OUT, "Pregnant partner"),
    ("pregnancy", OUT, "Lactose malabsorption"),
    ("pregnancy_test", OUT, "A positive pregnancy test"),
    ("birth_control", OUT, "birth control pill"),
    ("birth_control", IN, "Abstinence"),
    ("consent", OUT, "Dementia that prevents informed consent"),
    ("consent", IN, "Signed consent for blood samples"),
    ("other_study", OUT, "Any treatment other than study drug within 4 weeks"),
    ("other_study", IN, "In a protocol of higher priority"),
    ("allergy", OUT, "Lactose intolerance"),
    ("allergy", OUT, "Allergic asthma"),
    ("life_expectancy", IN, "Survival rate at 12 months"),
    ("kidney", IN, "EGFR exon 20 mutation"),
    ("kidney", OUT, "Kidney failure"),
    ("liver", OUT, "Hepatitis"),
    ("liver", OUT, "Liver transplant"),
    ("blood", OUT, "HbA1c > 8%"),
    ("blood", OUT, "Platelet inhibitor within 7 days"),
    ("heart", OUT, "Medication known to prolong QT interval, 2 weeks"),
    ("blood_pressure", OUT, "History of high blood pressure"),
    ("organ_function", OUT, "Organ dysfunction score of 2"),
    ("infection", OUT, "Vaccine against an infection"),
    ("infection", OUT, "No infection"),
    ("performance", IN, "Good performance"),
    ("other_cancer", OUT, "Metastatic cancer of the brain"),
    ("other_cancer", IN, "Active cancer"),
    ("substance", IN, "Alcohol abuse"),
    ("judgement", OUT, "Deemed unfit"),
    ("more_rules", IN, "Meets the criteria of the society"),
    ("willing", IN, "Partner willing to complete the diary"),
    ("willing", IN, "Willing to stop all medicines"),
    ("language", IN, "Written consent in English"),
    ("infection", OUT, "Infection unless treated"),
    ("consent", IN, "Part A: signed informed consent"),
]


def test_every_kind_has_its_five_lines_and_all_are_shown():
    assert set(SHOWN) == set(RULES) == set(TEMPLATES)
    missed = [
        (kind, line)
        for kind, lines in SHOWN.items()
        for side, line in lines
        if kind not in glosses(line, side)
    ]
    assert missed == []
    assert {len(lines) for lines in SHOWN.values()} == {5}


@pytest.mark.parametrize(("kind", "side", "line"), BLOCKED)
def test_a_block_forbids_the_gloss(kind, side, line):
    assert kind not in glosses(line, side)


def test_no_line_has_too_many_and_no_long_or_empty_one_any():
    everything = "; ".join(line for lines in SHOWN.values() for _side, line in lines)
    assert glosses(everything, OUT) == []
    assert glosses("", IN) == []
    assert len(glosses("Pregnancy; HIV; alcohol abuse; active cancer", OUT)) <= 3
    assert glosses("Patients with the following infections:", OUT) == []


def test_what_a_line_names_is_quoted_from_it():
    (age,) = gloss_lines("Aged between 2 and 12 years", IN)
    assert re.search("2 and 12", age.text)
    (both,) = gloss_lines("Pregnant or breastfeeding women", OUT)
    assert both.text == "Not during pregnancy and breast-feeding."
    parts = gloss_lines("Age 18 to 65 years; signed informed consent", IN)
    assert all(one.text.startswith("Part of this line: ") for one in parts)


def test_no_gloss_says_the_same_as_another():
    assert len(set(TEMPLATES.values())) == len(TEMPLATES)


@pytest.mark.skipif(not LABELLED.is_file(), reason="the labelled lines are not here")
@pytest.mark.parametrize("part", ["all", "put aside"])
def test_glosses_of_labelled_lines_are_right_and_often_there(part):
    """A fifth was put aside while the patterns were made."""
    count = Counter()
    for number, text in enumerate(LABELLED.read_text("utf-8").splitlines()):
        line = json.loads(text)
        if part == "put aside" and number % 5:
            continue
        wanted = set(line["glosses"]) - {"none"}
        found = set(glosses(line["text"], line["side"]))
        count += Counter(right=len(wanted & found), wrong=len(found - wanted))
        count["missed"] += len(wanted - found)
    assert count["right"] / (count["right"] + count["wrong"]) >= 0.98
    assert count["right"] / (count["right"] + count["missed"]) >= 0.6
