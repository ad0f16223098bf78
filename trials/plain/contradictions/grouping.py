"""Groups, chance and masking that do not fit each other."""

from datetime import date

from trials.plain.blocks.short import INTERVENTIONAL
from trials.plain.contradictions.texts import (
    BLINDED,
    DOUBLE_BLIND,
    OPEN_LABEL,
    SINGLE_ARM,
    says,
    says_chance,
    titles,
)
from trials.plain.contradictions.words import TEMPLATES
from trials.plain.named import (
    EXPERIMENTAL,
    NO_INTERVENTION,
    PLACEBO,
    PRETENDED,
    SHAM,
    is_pretended,
    record_things,
    thing,
    things_of,
)
from trials.plain.names import first_names, quoted, spelled
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, say

KIND = ("study_type",)
GROUPS = ("study_type", "allocation", "intervention_model", "arms")
MASKED = frozenset({"SINGLE", "DOUBLE", "TRIPLE", "QUADRUPLE"})


def is_testing(record: PlainRecord) -> bool:
    return record.study_type == INTERVENTIONAL


def chance_in_one_group(record: PlainRecord, today: date) -> Sentence | None:
    is_one = record.intervention_model == "SINGLE_GROUP" or len(record.arms) == 1
    if not is_testing(record) or record.allocation != "RANDOMIZED" or not is_one:
        return None
    return say(TEMPLATES, "c8", GROUPS)


def one_group_of_several(record: PlainRecord, today: date) -> Sentence | None:
    many = len(record.arms)
    is_one = record.intervention_model == "SINGLE_GROUP" or record.allocation == "NA"
    if not is_testing(record) or record.allocation == "RANDOMIZED" or many < 2:
        return None
    return say(TEMPLATES, "c9", GROUPS, n=spelled(many)) if is_one else None


def chance_in_words(record: PlainRecord, today: date) -> Sentence | None:
    text = f"{titles(record)}\n{record.brief_summary}"
    is_said = record.allocation == "RANDOMIZED"
    if not is_testing(record) or is_said or not says_chance(text):
        return None
    fields = ("study_type", "allocation", "brief_title", "official_title")
    return say(TEMPLATES, "c10", (*fields, "brief_summary"))


def open_in_title(record: PlainRecord, today: date) -> Sentence | None:
    text = titles(record)
    if record.masking not in MASKED or not says(OPEN_LABEL, text):
        return None
    if BLINDED.search(text):
        return None
    return say(TEMPLATES, "c11", ("masking", "brief_title", "official_title"))


def blind_in_title(record: PlainRecord, today: date) -> Sentence | None:
    is_less = record.masking in {"NONE", "SINGLE"}
    if not is_less or not says(DOUBLE_BLIND, titles(record)):
        return None
    return say(TEMPLATES, "c12", ("masking", "brief_title", "official_title"))


def placebo_known(record: PlainRecord, today: date) -> Sentence | None:
    kinds = {arm.kind for arm in record.arms}
    if record.masking != "NONE" or not kinds & {PLACEBO, SHAM}:
        return None
    return say(TEMPLATES, "c13a", ("masking", "arms"))


def placebo_as_tested(record: PlainRecord, today: date) -> Sentence | None:
    found = any(arm.kind == EXPERIMENTAL and is_pretended(arm) for arm in record.arms)
    return say(TEMPLATES, "c13b", ("arms",)) if found else None


def placebo_without_group(record: PlainRecord, today: date) -> Sentence | None:
    is_marked = any(arm.kind in {PLACEBO, SHAM} for arm in record.arms)
    found = any(PRETENDED.search(one.name) for one in record_things(record))
    if not is_testing(record) or is_marked or not found or not record.arms:
        return None
    return say(TEMPLATES, "c14", ("study_type", "arms", "interventions"))


def one_arm_in_title(record: PlainRecord, today: date) -> Sentence | None:
    many = len(record.arms)
    if many < 2 or not is_testing(record) or not says(SINGLE_ARM, titles(record)):
        return None
    fields = ("study_type", "arms", "brief_title", "official_title")
    return say(TEMPLATES, "c20", fields, n=spelled(many))


def placebo_called_otherwise(record: PlainRecord, today: date) -> Sentence | None:
    """Return what a placebo group holds where nothing in it is called so."""
    if record.intervention_model == "CROSSOVER":
        return None
    for arm in record.arms:
        names = [thing(name) for name in arm.names]
        is_plain = names and not any(one.is_comparator_like for one in names)
        if arm.kind in {PLACEBO, SHAM} and is_plain:
            text = first_names([quoted(one.name) for one in things_of([arm])])
            return say(TEMPLATES, "c25", ("arms",), names=text)
    return None


def nothing_though_masked(record: PlainRecord, today: date) -> Sentence | None:
    kinds = {arm.kind for arm in record.arms}
    if "PARTICIPANT" not in record.who_masked or NO_INTERVENTION not in kinds:
        return None
    return say(TEMPLATES, "c26", ("who_masked", "arms"))
