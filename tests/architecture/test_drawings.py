"""Drawings of one hand: small, in two colours of the tokens, read out to nobody."""

import re

import pytest
from lxml import etree

from tests.architecture.test_imports import ROOT

TEMPLATES = ROOT / "templates"
DRAWINGS = sorted((TEMPLATES / "drawings").glob("*.svg"))
MOST_BYTES = 3000
# What the style of the drawings knows; a colour of its own a drawing has not.
HANDS = {"line", "fill", "sheet", "lit", "cut", "wide", "dots"}
COLOURED = {"fill", "stroke", "color", "style", "opacity"}


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_of_our_hand(path):
    assert path.stat().st_size < MOST_BYTES
    root = etree.fromstring(path.read_bytes())
    assert root.get("aria-hidden") == "true"
    assert root.get("class") == "drawing"
    for one in root.iter():
        assert not COLOURED & set(one.attrib)
        assert one is root or set(one.get("class", "").split()) <= HANDS
        assert one is root or one.get("class")


def test_every_drawing_stands_on_a_page():
    pages = "".join(
        path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*.html")
        if "gallery" not in path.parts
    )
    used = set(re.findall(r'of="(\w+)"|default:"(\w+)"', pages))
    names = {name for pair in used for name in pair if name}
    assert {path.stem for path in DRAWINGS} <= names


def test_what_a_drawing_is_made_of_is_styled():
    sheet = (ROOT / "static" / "css" / "components" / "drawing.css").read_text("utf-8")
    assert set(re.findall(r"\.drawing \.(\w+)", sheet)) == HANDS
