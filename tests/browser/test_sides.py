"""Pages look as in the commit before, unless something that draws them has changed.

Both are drawn here, in one run: faces and browser are the same. What differs lies in
var/tests/pictures/, both sides in one picture.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.serving import ROOT
from tests.pictures.sides import MOST, differing, draw, side_by_side

pytestmark = [pytest.mark.browser, pytest.mark.long]
SHOWN = ROOT / "var" / "tests" / "pictures"
# What may change a picture, with the data that the pages show.
DRAWS = (
    *("static/", "templates/", "locale/", "portal/pages/", "trials/", "contacts/"),
    *("portal/lib/", "portal/vocabulary/", "portal/views.py", "portal/settings/"),
)


def git(*words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def parent() -> str:
    """Return the commit before what is looked at: the last one while files differ."""
    return git("rev-parse", "HEAD" if git("status", "--porcelain") else "HEAD^")


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Path]:
    """A checkout of the commit before, with the same packages."""
    commit = parent()
    if not commit:
        pytest.skip("there is no commit before this one here")
    if git("diff", "--name-only", commit, "--", "requirements.txt"):
        pytest.skip("the commit before has other packages")
    git("worktree", "add", "--detach", str(tmp_path / "before"), commit)
    yield tmp_path / "before"
    git("worktree", "remove", "--force", str(tmp_path / "before"))


def test_nothing_looks_other_than_it_did(browser: Browser, before: Path):
    old, new = draw(before, browser), draw(ROOT, browser)
    changed = {
        name
        for name in new
        if name not in old or differing(old[name], new[name]) > MOST
    }
    SHOWN.mkdir(parents=True, exist_ok=True)
    for name in changed & old.keys():
        side_by_side(old[name], new[name]).save(SHOWN / f"{name}.png")
    files = git("diff", "--name-only", parent()).splitlines()
    if not any(file.startswith(DRAWS) for file in files):
        assert changed == set(), f"look into {SHOWN}"


def test_a_difference_is_seen():
    white, grey = Image.new("RGB", (50, 50), "#fff"), Image.new("RGB", (50, 50), "#aaa")
    assert differing(white, white) == 0
    assert differing(white, grey) == 2500
    assert differing(white, white.resize((50, 60))) == 3000
