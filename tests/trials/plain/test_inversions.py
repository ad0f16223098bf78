"""No sentence and no gloss says the opposite of the record, typed fact or text.

Beside the sentences stand the record's own words, read here by other rules than the
plain layer's: an independent hand that only looks for the opposite.
"""

import re
from collections.abc import Iterator

import pytest

from tests.records import REAL_FOLDERS
from tests.trials.plain.real import TODAY, records
from trials.plain import glosses
from trials.plain.contradictions.rules import contradictions
from trials.plain.layer import plain_blocks
from trials.plain.record import FINISHED, PlainRecord

pytestmark = pytest.mark.parametrize("folder", REAL_FOLDERS)
NAME = re.compile("\ue000[^\ue001]*\ue001")


def said(record: PlainRecord, *keys: str) -> str:
    """Return what blocks say, without the names that they quote."""
    blocks = plain_blocks(record, TODAY)
    found = [one.text for key in keys if key in blocks for one in blocks[key].sentences]
    return NAME.sub("", " ".join(found))


def opposite_facts(record: PlainRecord) -> Iterator[str]:
    """Yield which sentence says what a typed field denies."""
    who, size = said(record, "who"), said(record, "size")
    healthy = record.healthy_volunteers
    yield from named("healthy yes", "Healthy people may", who, denied=healthy is False)
    yield from named("healthy no", "not for healthy", who, denied=healthy is True)
    yield from named("men", "For men", who, denied=record.sex != "MALE")
    yield from named("women", "For women", who, denied=record.sex != "FEMALE")
    yield from named("all", "For all sexes", who, denied=record.sex != "ALL")
    is_random = record.allocation == "RANDOMIZED"
    chance, masking = said(record, "chance"), said(record, "masking")
    yield from named("chance", "like drawing lots", chance, denied=not is_random)
    yield from named("no chance", "Not chance", chance, denied=is_random)
    is_open = record.masking == "NONE"
    yield from named("everybody", "Everybody kn", masking, denied=not is_open)
    yield from named("do not know", "not know which", masking, denied=is_open)
    counted = record.enrollment_type == "ACTUAL"
    yield from named("took part", "people took part", size, denied=not counted)
    is_over = record.overall_status in FINISHED
    yield from named("planned", "is planned to", size, denied=is_over)
    board = said(record, "sponsor")
    has = record.has_safety_board
    yield from named("board", "A separate board", board, denied=has is not True)
    yield from named("no board", "no separate", board, denied=has is not False)


def named(name: str, words: str, text: str, *, denied: bool) -> Iterator[str]:
    if denied and words in text:
        yield name


def test_no_sentence_denies_a_typed_field(folder):
    wrong = {
        (number, one)
        for number, record in records(folder)
        for one in opposite_facts(record)
    }
    assert wrong == set()


# A line of its own that says the opposite of a field, in plain words.
ONLY_MEN = re.compile(r"^(?:fe)?males? (?:only|patients only)\b", re.I)
MUST_BE_PREGNANT = re.compile(r"^(?:currently )?pregnant (?:women|woman)\b", re.I)


def test_where_the_criteria_say_the_opposite_of_a_field_the_page_says_so(folder):
    """A sex that one line alone demands, against the field; none goes untold."""
    untold = set()
    for number, record in records(folder):
        for line in record.inclusion:
            only = ONLY_MEN.match(line)
            if not only or record.sex == "ALL":
                continue
            asked = "FEMALE" if line[:2].lower() == "fe" else "MALE"
            if asked != record.sex and not contradictions(record, TODAY):
                untold.add((number, line))
    assert untold == set()


def test_a_gloss_turns_no_line_round(folder):
    """What a line asks for is never said to be excluded, and the other way round."""
    turned = set()
    for number, record in records(folder):
        for line in record.inclusion:
            if MUST_BE_PREGNANT.match(line) and "pregnancy" in glosses(
                line, "inclusion"
            ):
                turned.add((number, line))
    assert turned == set()


# What sponsors write under both lists, and means the same in each.
IN_BOTH = re.compile(r"^(?:additional|other|more) .{0,24}criteria apply|protocol", re.I)


def test_no_line_stands_in_both_lists(folder):
    """An inverted division would put what excludes under what must be true."""
    both = set()
    for number, record in records(folder):
        lists = (record.inclusion, record.exclusion)
        mine, theirs = ({one for one in held if len(one) > 60} for held in lists)
        both |= {(number, one) for one in mine & theirs if not IN_BOTH.search(one)}
    assert both == set()


EXCLUDES = re.compile(
    r"^(?:known )?(?:hypersensitivity|allergy) to (?:the )?study"
    r"|^pregnant or (?:breast-?feeding|lactating|nursing)"
    r"|^history of (?:drug|alcohol)|^active (?:infection|hepatitis)",
    re.I,
)
INCLUDES = re.compile(
    r"^(?:written |signed )+informed consent(?! (?:form )?(?:not|cannot))"
    r"|^age (?:≥|>=|>) ?18 years",
    re.I,
)


def test_what_always_excludes_is_nowhere_asked_for(folder):
    wrong = set()
    for number, record in records(folder):
        wrong |= {(number, one) for one in record.inclusion if EXCLUDES.match(one)}
        wrong |= {(number, one) for one in record.exclusion if INCLUDES.match(one)}
    assert wrong == set()
