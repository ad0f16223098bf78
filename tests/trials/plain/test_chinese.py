"""Chinese sentences are set as Chinese is; that they are there is held elsewhere."""

import re

import pytest
from django.utils.translation import override

from tests.records import REAL_FOLDERS
from tests.trials.plain.real import TODAY, records
from trials.plain.contradictions.rules import contradictions
from trials.plain.layer import all_templates, forms_of, plain_blocks
from trials.plain.timeframes import units
from trials.plain.typography import spaced

NAME = re.compile("\ue000[^\ue001]*\ue001")
HAN = "\u4e00-\u9fff"
DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?")
HALF_WIDTH = re.compile(rf"[{HAN}][,.;:?!]|[,.;:?!][{HAN}]")
CROWDED = re.compile(rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]")


def translated_keys() -> set[str]:
    """Return the templates that Chinese has words for."""
    said = {}
    for language in ("en", "zh-hans"):
        with override(language):
            said[language] = {
                key: forms_of(template) for key, template in all_templates().items()
            }
    return {key for key, forms in said["en"].items() if said["zh-hans"][key] != forms}


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_punctuation_spaces_and_address(folder):
    wrong, translated = set(), translated_keys()
    with override("zh-hans"):
        for number, record in records(folder):
            blocks = plain_blocks(record, TODAY).values()
            said = [
                one for block in blocks for one in (*block.sentences, *block.groups)
            ]
            for one in [*said, *contradictions(record, TODAY).values()]:
                text = DATE.sub("日期", NAME.sub("", one.text))
                if one.key not in translated:
                    continue
                if HALF_WIDTH.search(text) or CROWDED.search(text) or "您" in text:
                    wrong.add((number, one.key, text))
    assert wrong == set()


@pytest.mark.parametrize(
    ("given", "set_so"),
    [
        ("共有3组", "共有 3 组"),
        ("分到 两 组中", "分到两组中"),
        ("计划2026年11月28日开始", "计划 2026年11月28日开始"),
        ("2026年11月开始", "2026年11月开始"),
        ("年龄：18 岁至65 岁", "年龄：18 岁至 65 岁"),
    ],
)
def test_spaces_stand_beside_figures_and_not_in_dates(given, set_so):
    assert spaced(given) == set_so


def test_times_are_said_in_chinese():
    with override("zh-hans"):
        assert [units(6, unit) for unit in ("day", "week", "month", "year")] == [
            "6天",
            "6周",
            "6个月",
            "6年",
        ]
