"""One hand: values stand in tokens.css, and every other sheet only names them."""

import re
from pathlib import Path

import pytest

from portal.hospital.contrast import contrast
from portal.pages.joined import JOINED, joined, parts

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
TOKENS = CSS / "tokens.css"
SHEETS = sorted(path for path in CSS.rglob("*.css") if path != TOKENS)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
DECLARED = re.compile(r"(--[\w-]+):\s*([^;{}]+);")
# Also where a nested rule follows: what stands before ";" and after "{", "}" or ";".
DECLARATION = re.compile(r"(?:^|[{};])\s*(-?[a-z][a-z-]*)\s*:\s*([^{};]+)(?=;|\})")
LENGTH = re.compile(
    r"(?<![\w.#-])-?\d*\.?\d+(?:px|r?em|ex|r?lh|[dsl]?v(?:[wh]|min|max|b|i)|ch|pt|mm|cm|in)\b"
)
GROUNDS = ("paper", "sheet", "tint", "accent-tint", "caution-tint", "danger-tint")
INKS = ("ink", "soft", "accent", "accent-deep", "caution", "danger")
FILLED = (
    *(("on-accent", "accent"), ("on-accent", "accent-deep"), ("on-danger", "danger")),
    *(("ink", "note"), ("accent-deep", "note")),
)
FRAMES = [ROOT / "templates" / name for name in ("base.html", "base_console.html")]
AAA, LINES = 7, 3
SIDES = "left|right|top|bottom"
PHYSICAL = re.compile(
    rf"(?:{SIDES}|(?:margin|padding|border|scroll-margin|scroll-padding)-(?:{SIDES})"
    rf"(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius"
    rf"|(?:min-|max-)?(?:width|height))"
)
# What no token says: how tall the window is, and room that grows with its own letters.
RAW = {
    ("min-block-size", "100vh"): "a page is at least as tall as the window",
    ("max-block-size", "100vh"): "a card that stays in sight is no taller than it",
    ("inline-size", "100vw"): "a drawing in the margin is as wide as there is room",
    ("letter-spacing", "em"): "grows with the letters",
    ("text-underline-offset", "em"): "grows with the letters",
}


def text(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def themes() -> dict[str, dict[str, str]]:
    light, dark = text(TOKENS).split("prefers-color-scheme: dark")
    named = dict(DECLARED.findall(light.split(":lang(zh)")[0]))
    return {"light": named, "dark": {**named, **dict(DECLARED.findall(dark))}}


def declarations(path: Path) -> list[tuple[str, str]]:
    return [(name, value.strip()) for name, value in DECLARATION.findall(text(path))]


def low(theme: dict[str, str], pairs: list[tuple[str, str]], least: float) -> dict:
    found = {
        (ink, ground): round(contrast(theme[f"--{ink}"], theme[f"--{ground}"]), 2)
        for ink, ground in pairs
    }
    return {pair: value for pair, value in found.items() if value < least}


def is_allowed(name: str, length: str) -> bool:
    unit = length.lstrip("-0123456789.")
    return (name, length) in RAW or (name, unit) in RAW


def test_contrast_is_computed_as_wcag_does():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_ink_is_readable_on_every_ground(theme):
    colours = themes()[theme]
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS]
    assert low(colours, [*pairs, *FILLED], AAA) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_one_can_use_has_an_edge_that_is_seen(theme):
    pairs = [("edge", ground) for ground in GROUNDS]
    assert low(themes()[theme], pairs, LINES) == {}


def test_the_scales_have_their_steps():
    names = themes()["light"]
    steps = {
        kind: sorted(name for name in names if re.fullmatch(rf"--{kind}-\d+", name))
        for kind in ("type", "space", "lift", "break")
    }
    assert len(steps["type"]) == 7
    assert len(steps["space"]) == 8


def test_no_sheet_says_where_left_and_right_are():
    found = {
        f"{path.name}: {name}: {value}"
        for path in [TOKENS, *SHEETS]
        for name, value in declarations(path)
        if PHYSICAL.fullmatch(name)
        or (name in {"text-align", "float", "clear"} and value in {"left", "right"})
    }
    assert found == set()


def test_lengths_stand_in_the_tokens():
    found = {
        f"{path.name}: {name}: {value}"
        for path in SHEETS
        for name, value in declarations(path)
        for length in LENGTH.findall(value)
        if not is_allowed(name, length)
    }
    assert found == set()


def test_every_exception_is_still_needed():
    used = {
        key
        for path in SHEETS
        for name, value in declarations(path)
        for length in LENGTH.findall(value)
        for key in ((name, length), (name, length.lstrip("-0123456789.")))
    }
    assert set(RAW) - used == set()


def test_letters_have_one_of_the_steps():
    step = re.compile(r"var\(--(?:type-\d|root|paper-type)\)|inherit")
    found = {
        f"{path.name}: {name}: {value}"
        for path in SHEETS
        for name, value in declarations(path)
        if name in {"font-size", "font"} and not step.search(value)
    }
    assert found == set()


def test_colours_stand_in_the_tokens():
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(", re.I)
    found = {
        f"{path.name}: {name}: {value}"
        for path in SHEETS
        for name, value in declarations(path)
        if colour.search(value)
    }
    assert found == set()


def test_windows_are_cut_at_the_named_places():
    named = {value for name, value in DECLARED.findall(text(TOKENS)) if "break" in name}
    used = {
        length
        for path in SHEETS
        for query in re.findall(r"@(?:media|container)([^{]*)\{", text(path))
        for length in LENGTH.findall(query)
    }
    assert used <= named


def test_every_token_is_named_and_every_name_a_token():
    everything = "".join(text(path) for path in [TOKENS, *SHEETS])
    used = set(re.findall(r"var\((--[\w-]+)", everything))
    named = {
        name for path in [TOKENS, *SHEETS] for name, _ in DECLARED.findall(text(path))
    }
    assert used == {name for name in named if not name.startswith("--break-")}


def test_a_page_asks_for_one_style_and_three_scripts_at_most():
    for path in (ROOT / "templates").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        # A hospital's own colours are a line, where it has some.
        sheets = page.count('rel="stylesheet"') - page.count("hospital_look")
        assert sheets == (path in FRAMES), path
        assert page.count("<script") <= 3, path
        # What the frame's own block held would come on top.
        assert not re.search(r"block (?:scripts|styles) %\}\s*\{\{ block.super", page)
    frame = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
    assert "<script" not in frame


def test_every_sheet_and_script_is_on_some_page():
    """A part that nobody joins and no template names is no part of any page."""
    templates = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "templates").rglob("*.html")
    )
    named = {
        ROOT / "static" / one for one in re.findall(r"static '([^']+)'", templates)
    }
    used = {part for name in JOINED for part in parts(name)} | named
    imported = {
        path.with_name(name)
        for path in (ROOT / "static" / "js").glob("*.js")
        for name in re.findall(r'from "\./([\w-]+\.js)"', path.read_text())
    }
    every = {*CSS.rglob("*.css"), *(ROOT / "static" / "js").glob("*.js")}
    assert every - used - imported == set()


@pytest.mark.parametrize("name", JOINED)
def test_what_is_joined_is_whole(name):
    assert all((ROOT / "static").glob(pattern) for pattern in JOINED[name])
    whole = joined(name)
    assert not re.search(r"^\s*(?:import|export)\b", whole, re.M)
    assert whole.count("{") == whole.count("}")
