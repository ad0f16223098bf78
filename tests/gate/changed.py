"""Which test files a change can touch: what they import, and the room they stand for.

A page is reached by its address and not by an import, so a test that asks for pages
stands for all modules of its room. What is read by everything runs everything.
"""

import ast
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "trials", "contacts")
ALWAYS = ("tests/architecture",)
# Every test stands on these.
EVERYTHING = (
    *("pyproject.toml", "requirements", "tests/conftest.py", "tests/settings.py"),
    *("tests/migrated.py", "portal/settings", "portal/middleware"),
)
# Seen on pages only.
ON_PAGES = ("templates/", "static/", "locale/")
SCRIPTS = ("script/", "deploy/", ".ci/")


def changed_files() -> list[str]:
    """Return what differs from the branch `main`, also what git does not know yet."""
    base = git("merge-base", "HEAD", "main") or ["HEAD"]
    known = git("diff", "--name-only", base[0])
    return [*known, *git("ls-files", "--others", "--exclude-standard")]


def git(*words: str) -> list[str]:
    """Return the lines that git answers with."""
    done = subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.split("\n")[:-1] if done.returncode == 0 else []


def tests_for(changed: list[str]) -> list[str]:
    """Return the test files and folders to run."""
    if any(path.startswith(EVERYTHING) or "/migrations/" in path for path in changed):
        return ["tests"]
    files = [str(path.relative_to(ROOT)) for path in all_tests()]
    touched = [path for path in files if is_touched(path, set(changed))]
    chosen = [path for path in touched if not path.startswith(ALWAYS)]
    return [*ALWAYS, *chosen]


def is_touched(test: str, changed: set[str]) -> bool:
    """Whether a change of these files can change what a test finds."""
    if test in changed or reach(test) & changed:
        return True
    if any(path.startswith(SCRIPTS) for path in changed):
        return test.startswith("tests/scripts/")
    on_pages = any(path.startswith(ON_PAGES) for path in changed)
    return on_pages and asks_for_pages(test)


def all_tests() -> list[Path]:
    """Return every file that holds tests."""
    return sorted((ROOT / "tests").rglob("test_*.py"))


def asks_for_pages(test: str) -> bool:
    """Whether a test goes through addresses."""
    return "client" in (ROOT / test).read_text(encoding="utf-8").lower()


@cache
def reach(test: str) -> set[str]:
    """Return every file of ours that a test file leads to."""
    starts = [test, *conftests(test)]
    if asks_for_pages(test):
        starts += room_of(test)
    return set(closure(starts, imported_by))


def conftests(test: str) -> list[str]:
    """Return what pytest reads before a test file."""
    found = [parent / "conftest.py" for parent in Path(test).parents]
    return [str(path) for path in found if (ROOT / path).exists()]


def room_of(test: str) -> list[str]:
    """Return the modules of the nearest package that a test's path names."""
    for folder in Path(test).relative_to("tests").parents:
        package = ROOT / folder
        if folder.parts and package.is_dir():
            found = [
                path for path in package.rglob("*.py") if "migrations" not in path.parts
            ]
            return [str(path.relative_to(ROOT)) for path in found]
    return []


def closure(starts: list[str], leads_to: Callable[[str], set[str]]) -> Iterator[str]:
    """Yield the starts and all that they lead to, each once."""
    waiting, seen = list(starts), set(starts)
    while waiting:
        here = waiting.pop()
        yield here
        fresh = leads_to(here) - seen
        seen |= fresh
        waiting += fresh


@cache
def imported_by(path: str) -> set[str]:
    """Return the files of ours that a file imports."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{one.name}" for one in node.names}
            names.add(node.module)
    return {found for name in names if (found := file_of(name))}


def file_of(name: str) -> str:
    """Return the file of a dotted name of ours, or ""."""
    if name.partition(".")[0] not in {*APPS, "tests"}:
        return ""
    place = Path(*name.split("."))
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if (ROOT / path).exists():
            return str(path)
    return ""
