"""A browser of five years still reads every script and every wide page.

What it lacks falls away by a rule of its own (docs/production.md, "Old browsers"); what
would end a whole script, or leave a page without its columns, is not used.
"""

import re

import pytest

from tests.architecture.test_look import ROOT, text

SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
SHEETS = sorted((ROOT / "static" / "css").rglob("*.css"))
# Younger than Chrome 96, Firefox 94 and Safari 15.1.
TOO_YOUNG = re.compile(
    r"\.(?:at|findLast|findLastIndex|toSorted|toReversed|with|hasOwn|groupBy)\("
    r"|structuredClone\(|:has\(|\(\?<[=!]"
)
RANGES = re.compile(r"@media[^{]*[<>]")
NESTED = re.compile(r"^\s*&", re.M)


def found(pattern: re.Pattern[str], written: str) -> list[str]:
    return [one.group() for one in pattern.finditer(written)]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_ends_in_an_old_browser(script):
    assert found(TOO_YOUNG, text(script)) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_no_sheet_loses_its_columns_in_an_old_browser(sheet):
    assert found(RANGES, text(sheet)) == []
    assert found(NESTED, text(sheet)) == []


@pytest.mark.parametrize(
    "young", ["list.at(-1)", "a.findLast(x)", "one.matches('p:has(a)')", "/(?<=a)b/"]
)
def test_what_is_too_young_is_seen(young):
    assert found(TOO_YOUNG, young)


@pytest.mark.parametrize("usual", ["format(at(1))", "what(x)", "a?.b", "/(?<name>a)/"])
def test_what_is_old_enough_is_not(usual):
    assert not found(TOO_YOUNG, usual)
