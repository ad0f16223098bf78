"""One Chinese word for one thing: what docs/terms.md forbids stands nowhere."""

from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
TERMS = ROOT / "docs" / "terms.md"
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def forbidden() -> list[str]:
    """Return the words of the last column."""
    rows = [one.split("|") for one in TERMS.read_text("utf-8").splitlines()]
    cells = [row[3].strip() for row in rows if len(row) == 5][2:]
    return [word for cell in cells for word in cell.split("、")]


def messages() -> list[str]:
    entries = [one for one in polib.pofile(str(CATALOGUE)) if not one.obsolete]
    plurals = [text for one in entries for text in one.msgstr_plural.values()]
    return [*(one.msgstr for one in entries), *plurals]


def test_the_table_is_read():
    assert {"研究点", "门户", "入选", "是否可以联系"} <= set(forbidden())


@pytest.mark.parametrize("word", forbidden())
def test_no_message_has_a_forbidden_word(word):
    assert [text for text in messages() if word in text] == []


def test_a_greeting_says_thank_you_in_one_form():
    assert [text for text in messages() if text.startswith("谢谢您，%(first")] == []
