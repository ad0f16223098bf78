"""Every word of the catalogues passes the lint that editors' words must pass."""

from pathlib import Path

import polib
import pytest

from trials.texts.lint import lint

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))


def said(path: Path, language: str) -> list[str]:
    """Return what a catalogue says in one of its two languages."""
    entries = [one for one in polib.pofile(str(path)) if not one.obsolete]
    if language == "en":
        return [text for one in entries for text in (one.msgid, one.msgid_plural)]
    plurals = [text for one in entries for text in one.msgstr_plural.values()]
    return [*(one.msgstr for one in entries), *plurals]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
@pytest.mark.parametrize("side", ["en", "own"])
def test_no_word_of_the_portal_promises_presses_or_judges(path, side):
    code = path.parts[-3].replace("_", "-").lower()
    language = "en" if side == "en" else code
    texts = said(path, language)
    assert len(texts) > 1000
    assert [text for text in texts if lint(text, language)] == []
