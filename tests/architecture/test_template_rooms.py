"""A template lies where its room's code does: one path leads to both."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"\b(?:trials|contacts|portal|components)/[a-z_/]+\.html")
# Drawn by one view for all rooms.
COMMON = {"portal/errors", "portal/gallery"}


@pytest.mark.parametrize("app", ["contacts", "portal", "trials"])
def test_each_folder_of_templates_is_a_room(app):
    folders = {
        f"{app}/{path.name}"
        for path in (ROOT / "templates" / app).iterdir()
        if any(path.rglob("*.html"))
    }
    rooms = {name for name in folders if (ROOT / name / "__init__.py").exists()}
    assert folders - rooms - COMMON == set()


def named_templates() -> dict[str, str]:
    """Return the templates that code and other templates name, and one who names it."""
    return {
        name: str(path.relative_to(ROOT))
        for folder in ("contacts", "portal", "trials", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html"}
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }


def test_each_template_that_is_named_is_there():
    gone = {
        name: where
        for name, where in named_templates().items()
        if not (ROOT / "templates" / name).exists()
    }
    assert gone == {}
