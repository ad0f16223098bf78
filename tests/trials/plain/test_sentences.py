"""What is said rests on the fields that it names, on any record; never on a guess."""

import re
from dataclasses import fields, replace
from datetime import date
from random import Random
from statistics import median

import pytest

from tests.records import REAL_FOLDERS
from tests.trials.plain.grades import grade
from tests.trials.plain.real import TODAY, records
from trials.plain.layer import plain_blocks
from trials.plain.named import EXPERIMENTAL, divide_names, things_of
from trials.plain.record import FINISHED, OPEN, PlainRecord, with_only, without
from trials.plain.sentences import Sentence
from trials.plain.timeframes import simple_frame

pytestmark = pytest.mark.parametrize("folder", REAL_FOLDERS)
# What we did not find: it rests on fields that say nothing.
NOT_FOUND = re.compile(
    r"\.none$|not_found$|unclear$|\.nothing$|sponsor\.money$|size\.named$"
)
ENUMS = ("allocation", "intervention_model", "observational_model", "time_perspective")
ENUMS += ("primary_purpose", "masking", "sponsor_class", "sex", "study_type")
ENUMS += ("enrollment_type", "start_type", "completion_type", "data_sharing")


def said(record: PlainRecord) -> list[Sentence]:
    blocks = plain_blocks(record, TODAY).values()
    return [one for block in blocks for one in (*block.sentences, *block.groups)]


def texts(record: PlainRecord) -> set[str]:
    return {one.text for one in said(record)}


def is_said(record: PlainRecord, name: str) -> bool:
    return getattr(record, name) not in ("", None, ())


def test_each_sentence_names_its_fields_and_comes_back_from_them_alone(folder):
    wrong = set()
    for number, record in records(folder):
        for one in said(record):
            if not one.fields or one.text not in texts(with_only(record, one.fields)):
                wrong.add((one.key, number))
    assert wrong == set()


def test_a_sentence_goes_or_changes_with_each_of_its_fields(folder):
    wrong = set()
    for number, record in records(folder):
        for one in said(record):
            if NOT_FOUND.search(one.key):
                continue
            alone = with_only(record, one.fields)
            for name in one.fields:
                if is_said(record, name) and one.text in texts(without(alone, [name])):
                    wrong.add((one.key, name, number))
    assert wrong == set()


NUMBER = re.compile(r"\d[\d,]*")
NAME = re.compile("\ue000[^\ue001]*\ue001")
# What is recounted: groups, papers, and how many more of a list.
COUNTED = re.compile(
    r"^chance\.|^group\.more|outcomes\.more|^results\.(?:papers|mention)"
)
MORE = re.compile(r"and \d+ more\b")


def test_every_number_is_one_of_the_fields(folder):
    wrong = set()
    for number, record in records(folder):
        for one in said(record):
            text = MORE.sub("", NAME.sub("", one.text))
            if COUNTED.search(one.key) or one.key.startswith("phase."):
                continue
            given = str([getattr(record, name) for name in one.fields])
            known = {str(int(x)) for x in re.findall(r"\d+", given)}
            for figure in NUMBER.findall(text):
                if str(int(figure.replace(",", ""))) not in known:
                    wrong.add((one.key, figure, number))
    assert wrong == set()


def test_nothing_that_is_compared_stands_under_tested(folder):
    for number, record in records(folder):
        named = divide_names(record)
        lists = [named.tested, named.compared, named.shared, named.also]
        flat = [one for each in lists for one in each]
        assert len(flat) == len(set(flat)), number
        assert set(flat) == set(things_of(record.arms)), number
        outside = [arm for arm in record.arms if arm.kind != EXPERIMENTAL]
        assert not set(named.tested) & set(things_of(outside)), number
        assert not any(one.is_comparator_like for one in named.tested), number


FUTURE = re.compile(r"\bexpected|\bplanned to\b|\bis planned\b|\bare planned\b")
WAS = re.compile(r"\bwas\b|\bwere\b")


def test_each_tense_fits_the_state(folder):
    wrong = set()
    for number, record in records(folder):
        for one in said(record):
            text = NAME.sub("", one.text)
            if record.overall_status in FINISHED and FUTURE.search(text):
                wrong.add((one.key, number))
            is_dated = one.key.startswith(("size.", "short.retrospective"))
            if record.overall_status in OPEN and WAS.search(text) and not is_dated:
                wrong.add((one.key, number))
            if record.enrollment_type == "ESTIMATED" and re.search(
                r"people took part|One person took part", text
            ):
                wrong.add((one.key, number))
            if record.enrollment_type == "ACTUAL" and "The plan is" in text:
                wrong.add((one.key, number))
    assert wrong == set()


def test_chance_placebo_and_knowing_only_where_the_record_says_so(folder):
    wrong = set()
    for number, record in records(folder):
        mine = said(record)
        joined = " ".join(NAME.sub("", one.text) for one in mine)
        is_random = record.allocation == "RANDOMIZED"
        has_chance = "chance" in re.sub(r"[Nn]ot (?:by )?chance", "", joined)
        if bool(has_chance) != is_random and not any(
            one.key == "chance.unclear" for one in mine
        ):
            wrong.add(("chance", number))
        kinds = {arm.kind for arm in record.arms}
        if "placebo" in joined and "PLACEBO_COMPARATOR" not in kinds:
            wrong.add(("placebo", number))
        if re.search(r"\bkn[eo]w", joined) and not record.masking:
            wrong.add(("know", number))
    assert wrong == set()


def test_times_keep_their_units_and_months_show_no_day(folder):
    for number, record in records(folder):
        for one in said(record):
            if one.key.startswith("size.") and one.key.endswith(".month"):
                day = r"\b\d{1,2},? \d{4}\b"
                assert not re.search(day, one.text), (number, one.text)
        for row in record.primary_outcomes:
            simple = simple_frame(" ".join(str(row.get("timeFrame", "")).split()))
            for unit in ("week", "month", "day", "hour", "year"):
                short = {"week": "wk", "month": "mo", "hour": "hr", "year": "yr"}
                source = str(row.get("timeFrame", "")).lower()
                if unit in simple:
                    assert unit in source or short.get(unit, unit) in source, number


def test_no_escape_of_the_registry_is_read(folder):
    for number, record in records(folder):
        for one in said(record):
            assert not re.search(r"\\[<>~\[\]*&]", one.text), (number, one.key)


def test_a_field_that_is_gone_changes_nothing_else(folder):
    chooser = Random(16)  # noqa: S311 - the same five fields each time
    names = [one.name for one in fields(PlainRecord) if one.name != "overall_status"]
    for number, record in records(folder):
        for name in chooser.sample(names, 5):
            left = texts(without(record, [name]))
            kept = {one.text for one in said(record) if name not in one.fields}
            gone = kept - left
            # "Without the groups" other sentences are said of the same names.
            others = {"arms", "study_type", "healthy_volunteers", *ENUMS}
            assert not gone or name in others, (number, name)


def test_an_unknown_value_is_no_sentence_and_no_fault(folder):
    for _number, record in records(folder)[:40]:
        for name in ENUMS:
            odd = replace(record, **{name: "SOMETHING_NEW"})
            for one in said(odd):
                assert "SOMETHING_NEW" not in one.text
                assert name not in one.fields or NOT_FOUND.search(one.key), one.key
        assert said(replace(record, overall_status="WITHHELD")) == []


def test_the_same_record_gives_the_same_bytes_and_another_day_only_days(folder):
    later = date(2030, 1, 1)
    for number, record in records(folder):
        assert said(record) == said(record)
        now, then = plain_blocks(record, TODAY), plain_blocks(record, later)
        changed = {key for key in now if now[key] != then.get(key)}
        assert changed <= {"size"}, number


def test_the_layer_is_easy_to_read(folder):
    grades = []
    for _number, record in records(folder):
        text = " ".join(NAME.sub("X", one.text) for one in said(record))
        grades.append(grade(text))
    assert median(grades) <= 8
    assert max(grades) <= 10
