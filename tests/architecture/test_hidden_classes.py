"""A class that hides something on the screen belongs to one template alone.

A class of paper once hid another room's page of the same name.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HIDDEN = re.compile(r"^\.([a-z][a-z-]*) \{\n  display: none;", re.M)


# Both frames have a menu; every form has the trap.
OF_FRAMES = {"menu-button", "trap"}


def hidden_classes() -> set[str]:
    sheets = (ROOT / "static" / "css").glob("*.css")
    return {name for one in sheets for name in HIDDEN.findall(one.read_text("utf-8"))}


def users_of(name: str) -> list[str]:
    """Return the templates that use a class."""
    used = re.compile(rf'class="[^"]*(?<![\w-]){name}(?![\w-])')
    templates = (ROOT / "templates").rglob("*.html")
    return [one.name for one in templates if used.search(one.read_text("utf-8"))]


def test_what_hides_on_the_screen_belongs_to_one_template():
    found = hidden_classes() - OF_FRAMES
    assert "paper-sheet" in found
    shared = {name: users_of(name) for name in found if len(users_of(name)) > 1}
    assert shared == {}
