"""A template lies where its room's code does: one path leads to both."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Drawn by one view for all rooms.
COMMON = {"portal/errors", "portal/gallery"}


@pytest.mark.parametrize("app", ["contacts", "portal", "trials"])
def test_each_folder_of_templates_is_a_room(app):
    folders = {
        f"{app}/{path.name}"
        for path in (ROOT / "templates" / app).iterdir()
        if path.is_dir()
    }
    rooms = {name for name in folders if (ROOT / name / "__init__.py").exists()}
    assert folders - rooms - COMMON == set()
