"""What the code imports stands in the lock, so that a bare machine has it."""

import ast
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.test_imports import APPS, ROOT

OURS = {*APPS, "tests", "bench"}
LOCKED = re.compile(r"^([\w.-]+)(?:\[[^]]*])?==", re.MULTILINE)
# What an installation runs, and what only we run.
RUNNING = ("requirements.txt", "requirements-places.txt")
READING = (*RUNNING, "requirements-dev.txt", "requirements-html.txt")


def imported_by(text: str) -> set[str]:
    """Return the names of the packages of others that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").split(".")[0])
    return names - OURS - set(sys.stdlib_module_names)


def plain(name: str) -> str:
    """Return a distribution's name as an index writes it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def locked(*lists: str) -> frozenset[str]:
    """Return the distributions that lists pin."""
    return frozenset(
        plain(name)
        for one in lists
        for name in LOCKED.findall((ROOT / one).read_text())
    )


def lacking(place: str, *lists: str) -> list[str]:
    """Return the imports of a folder that none of the lists brings."""
    brought = {
        module
        for module, names in packages_distributions().items()
        if locked(*lists) & {plain(name) for name in names}
    }
    return sorted(
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / place).rglob("*.py")
        for name in imported_by(path.read_text()) - brought
    )


@pytest.mark.parametrize("place", APPS)
def test_what_runs_imports_only_what_an_installation_has(place):
    assert lacking(place, *RUNNING) == []


@pytest.mark.parametrize("place", ["tests", "bench"])
def test_what_only_we_run_imports_only_what_a_bare_machine_gets(place):
    assert lacking(place, *READING) == []


def test_a_package_that_was_installed_by_hand_is_noticed():
    read = imported_by("import os\nimport bench.x\nfrom selectolax.lexbor import Node")
    assert read == {"selectolax"}
    assert not locked(*READING) & read
