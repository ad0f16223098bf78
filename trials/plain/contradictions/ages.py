"""A rule that names other ages than the record's age fields."""

import re
from datetime import date

from portal.lib.ages import read_age
from trials.plain.blocks.who import age_words
from trials.plain.contradictions.words import TEMPLATES
from trials.plain.names import quoted
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, say

RANGE = re.compile(
    r"(?P<aged>\bage[sd]?\W{0,3}(?:\w+ ){0,2}?)?(?<![\d.])(?P<low>\d{1,2})"
    r"\s*(?:years?(?: old)?|yrs?\.?)?\s*(?:-|–|to|and|through)\s*(?P<high>\d{1,3})"
    r"(?!\.?\d)(?P<unit>\s*(?:years?|yrs?\.?|y/o)\b)?",
    re.IGNORECASE,
)
OF_AGE = re.compile(
    r"\bage|\byears? old|\byears of age|\byrs old|^\W*\d+ years", re.IGNORECASE
)
SOME = re.compile(
    r"\bexcept|\bunless|\bpart [a-d0-9]|\barms?\b|\bcohort|\bpartner|\bdiagnos"
    r"|\bonset|\bhistory|\bdonor|\bweight|\bif aged|\bfor (?:patients|participants)",
    re.IGNORECASE,
)
YEAR = "year"


def other_ages(record: PlainRecord, today: date) -> Sentence | None:
    """Return the first plain range of a rule that is not that of the fields."""
    low, high = read_age(record.minimum_age), read_age(record.maximum_age)
    if not low and not high:
        return None
    for line in record.inclusion:
        if found := plain_range(line):
            return None if fits(found, low, high) else as_sentence(record, line, found)
    return None


def plain_range(line: str) -> tuple[int, int] | None:
    """Return the only age range of a rule that is meant for all."""
    found = [one for one in RANGE.finditer(line) if one["aged"] or one["unit"]]
    if len(found) != 1 or SOME.search(line) or not OF_AGE.search(line):
        return None
    low, high = int(found[0]["low"]), int(found[0]["high"])
    return (low, high) if low < high else None


def fits(
    found: tuple[int, int], low: tuple[int, str] | None, high: tuple[int, str] | None
) -> bool:
    """Whether a rule says the same as the fields; "< 80" stands for 79."""
    inside = (found[0] + 1, found[1] - 1), (found[0], found[1] - 1), found
    return any((low, high) == ((a, YEAR), (b, YEAR)) for a, b in inside)


def as_sentence(record: PlainRecord, line: str, found: tuple[int, int]) -> Sentence:
    ends = [
        age_words(read_age(record.minimum_age)),
        age_words(read_age(record.maximum_age)),
    ]
    text = " – ".join(one or "…" for one in ends)
    fields = ("minimum_age", "maximum_age", "inclusion")
    return say(TEMPLATES, "c16", fields, a=text, b=quoted(f"{found[0]}–{found[1]}"))
