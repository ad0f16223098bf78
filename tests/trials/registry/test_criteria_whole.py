"""A text whose headings cannot all be explained stays whole, until an editor rules."""

import pytest

from tests.trials.registry.test_criteria import texts
from trials.registry.clinicaltrials.criteria import split_anyway, split_criteria

WHY = "unexplained"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        # A heading glued to the end of a line, on the other side's list.
        ("* Adults Exclusion Criteria: asthma", "no_headings"),
        (
            "IC\n\n* Adults\n* Approved Exclusion Criteria: x\n\nEC\n\n* B",
            "unexplained",
        ),
        # Denied, and yet not one of the harmless sentences.
        ("IC\n\n* A\n\nEC\n\n* B\n\nNo inclusion criteria\n\n* C", WHY),
        # A third list.
        ("IC\n\n* A\n\nEC\n\n* B\n\nWithdrawal criteria:\n\n* C", WHY),
        ("IC\n\n* A\n\nEC\n\n* B\n\n退出标准：\n\n* C", WHY),
        ("IC\n\n* A\n\nEC\n\n* B\n\nRandomisation criteria:\n\n* C", WHY),
        # A sentence that opens the other list.
        (
            "IC\n\n* A\n\nPatients will be excluded if:\n\n* C\n\nEC\n\n* B",
            "unexplained",
        ),
        ("EC\n\n* A\n\nYou may join if:\n\n* C\n\nIC\n\n* B", WHY),
        # A heading among the items of a list that goes on.
        ("IC\n\n* A\n* Exclusion criteria for B:\n  * C\n* D\n\nEC\n\n* E", "mixed"),
        # Both sides on one line, and a word as near to either.
        (
            "Inclusion/Exclusion Criteria:\n\n* X\n\nIC\n\n* A\n\nEC\n\n* B",
            "unexplained",
        ),
        ("IC\n\n* A\n\nCritères d'exclusion:\n\n* B", ""),
    ],
)
def test_what_could_turn_a_line_round_leaves_the_text_whole(text, reason):
    text = text.replace("IC", "Inclusion Criteria:").replace(
        "EC", "Exclusion Criteria:"
    )
    split = split_criteria(text)
    assert (split.is_split, split.reason) == (not reason, reason)


HARMLESS = {
    "NCT05774990": "Not meeting inclusion criteria",
    "NCT01949129": "patients who do not fulfil the inclusion criteria",
    "NCT06022848": "Any inclusion criteria not met",
    "NCT06376513": "Having a partner who meets the inclusion criteria",
    "NCT05819710": "Other protocol defined inclusion criteria could apply.",
    "NCT05879978": "Further inclusion criteria apply.",
    "NCT06094296": "Note: Other protocol-defined inclusion/exclusion criteria apply.",
    "NCT03944876": "WOCBP that do not adhere to HEC, as noted in inclusion criteria 9",
    "NCT06534411": "Any medication other than stated in the inclusion criteria",
    "NCT05742711": "Cancer other than the stages mentioned in inclusion criteria",
    "NCT06129864": "any other location not specified in the inclusion criteria",
    "NCT06676527": "or levels specified in inclusion/exclusion criteria. Toxicity",
    "NCT04588402": "Pregnancy will not be considered as exclusion criteria.",
    "NCT06252142": "Not eligible as per the above inclusion criteria",
    "NCT06876090": "Unmatching of at least one among the inclusion criteria;",
    "NCT06606327": "provided that recruits meet all of the inclusion criteria at",
    "made up": "Inclusion criteria of the main study",
}


@pytest.mark.parametrize("line", HARMLESS.values(), ids=HARMLESS)
def test_a_harmless_sentence_turns_nothing(line):
    split = split_criteria(
        f"Inclusion Criteria:\n\n* A\n\nExclusion Criteria:\n\n* B\n* {line}\n* C"
    )
    assert texts(split.exclusion) == ["B", line, "C"]


def test_with_a_colon_the_same_words_open_a_list():
    split = split_criteria(
        "Inclusion Criteria:\n\n* A\n\nThose stated in the exclusion criteria:\n\n* C"
        "\n\nExclusion Criteria:\n\n* B"
    )
    assert texts(split.inclusion) == ["A"]
    assert texts(split.exclusion)[1:] == ["C", "B"]


RULE = "Neither they nor their parents are willing to take part in the research"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        # NCT07537062, NCT06454773: one list was copied into the other.
        (RULE, "repeated"),
        # NCT06952530, NCT02964338: no rule, and true of both.
        ("Refer to the GZPL master protocol study for screening eligibility.", ""),
        ("Additional criteria apply, please contact the Investigator for more.", ""),
        ("Part B", ""),
    ],
)
def test_a_rule_in_both_lists_leaves_the_text_whole(line, reason):
    text = f"Inclusion Criteria:\n\n* A\n* {line}\n\nExclusion Criteria:\n\n* {line}"
    split = split_criteria(text)
    assert (split.is_split, split.reason) == (not reason, reason)
    assert split.phrase == (line if reason else "")
    assert split_anyway(text).is_split


def test_comments_are_dropped_and_double_bullets_do_not_nest():
    split = split_criteria(
        "Inclusion Criteria:\n\n* * A\n* - B\n\n<!-- -->\n\n* C\n\n"
        "Exclusion Criteria:\n\n• • D"
    )
    assert texts(split.inclusion) == ["A", "B", "C"]
    assert texts(split.exclusion) == ["D"]


def test_an_editors_ruling_divides_where_headings_are():
    text = (
        "Inclusion Criteria:\n\n* A\n\nExclusion Criteria:\n\n* B\n\nDropout criteria:"
    )
    assert split_criteria(text).phrase == "Dropout criteria:"
    assert texts(split_anyway(text).inclusion) == ["A"]
    assert split_anyway("Adults only.").is_split is False
