"""One Chinese word for one thing: what docs/terms.md forbids stands nowhere."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
TERMS = ROOT / "docs" / "terms.md"
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"

LANGUAGE = "zh-hans"
GLOSSARY = "portal/vocabulary/glossary/zh-hans.json"
MANY = 600


def forbidden() -> list[str]:
    """Return the words of the last column."""
    rows = [one.split("|") for one in TERMS.read_text("utf-8").splitlines()]
    cells = [row[3].strip() for row in rows if len(row) == 5][2:]
    return [word for cell in cells for word in cell.split("、")]


def messages() -> list[str]:
    entries = [one for one in polib.pofile(str(CATALOGUE)) if not one.obsolete]
    plurals = [text for one in entries for text in one.msgstr_plural.values()]
    return [*(one.msgstr for one in entries), *plurals]


@cache
def shipped() -> list[str]:
    """Return the Chinese of all texts, self-checks and explanations that come along."""
    files = [*(ROOT / "trials").rglob("*.json"), ROOT / GLOSSARY]
    return [
        text
        for file in files
        for text in chinese_in(json.loads(file.read_text("utf-8")), file.stem)
    ]


def chinese_in(node: Any, key: str) -> Iterator[str]:
    """Yield what stands under the language's code, however deep."""
    if isinstance(node, str) and key == LANGUAGE:
        yield node
    rows: Any = ()
    if isinstance(node, dict | list):
        rows = node.items() if isinstance(node, dict) else enumerate(node)
    for name, part in rows:
        yield from chinese_in(part, key if key == LANGUAGE else str(name))


def test_the_table_is_read():
    assert {"研究点", "门户", "入选", "是否可以联系"} <= set(forbidden())


@pytest.mark.parametrize("word", forbidden())
def test_no_message_has_a_forbidden_word(word):
    assert [text for text in [*messages(), *shipped()] if word in text] == []


def test_what_comes_along_is_read():
    assert len(shipped()) > MANY
    assert [*chinese_in({"a": [{"zh-hans": {"b": ["自查", 1]}, "en": "no"}]}, "")] == [
        "自查"
    ]


def test_a_greeting_says_thank_you_in_one_form():
    assert [text for text in messages() if text.startswith("谢谢您，%(first")] == []


def test_a_mail_program_sees_where_an_address_ends():
    """In a text without spaces it would take the words behind for a part of it."""
    runs_on = re.compile(r"%\((?:address|url)\)s[^\s<]")
    assert [text for text in messages() if runs_on.search(text)] == []
