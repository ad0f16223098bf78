"""Names stand in their own order, and Chinese type is never slanted."""

from pathlib import Path

import pytest

from contacts.models import Enquiry
from portal.lib.text import whole_name

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("小明", "欧阳", "欧阳小明"),
        ("小明", "", "小明"),
        ("Ada", "Example", "Ada Example"),
        ("Siti", "", "Siti"),
    ],
)
def test_the_familys_name_comes_first_in_chinese_characters(first, last, whole):
    assert whole_name(first, last) == whole


@pytest.mark.parametrize(
    ("first", "last", "language", "called"),
    [
        ("小明", "欧阳", "en", "欧阳小明"),
        ("小明", "欧阳", "zh-hans", "欧阳小明"),
        ("Ada", "Example", "zh-hans", "Ada Example"),
        ("Ada", "Example", "en", "Ada"),
    ],
)
def test_a_greeting_never_has_a_chinese_given_name_alone(first, last, language, called):
    enquiry = Enquiry(first_name=first, last_name=last, language=language)
    assert enquiry.called == called


def test_what_is_slanted_stands_upright_in_chinese():
    words = (ROOT / "static" / "css" / "words.css").read_text("utf-8")
    upright = words[words.index(":is(.original") :]
    for place in (ROOT / "static" / "css").rglob("*.css"):
        for rule in place.read_text("utf-8").split("}"):
            if "font-style: italic" in rule:
                selector = rule.rpartition("{")[0].strip().splitlines()[-1]
                assert selector in upright, selector
    assert ":lang(zh)" in upright
