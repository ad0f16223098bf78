"""Small files and functions; a file that grows past its size is redesigned."""

import ast
from pathlib import Path
from statistics import median

import pytest

from tests.architecture.test_imports import APPS, ROOT, sources

# Of the application the bound is lower; see test_house.py.
FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 300, 40, 120


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def ours() -> list[Path]:
    python = [path for app in APPS for path in sources(app)]
    browser = [
        path
        for kind in ("css", "js")
        for path in sorted((ROOT / "static" / kind).rglob(f"*.{kind}"))
    ]
    return [*python, *browser, *sources("tests")]


def test_no_file_is_longer_than_a_person_reads_at_once():
    assert {str(p): lines(p) for p in ours() if lines(p) > FILE_LINES} == {}


def test_most_files_fit_on_two_screens():
    sizes = [lines(p) for app in APPS for p in sources(app) if lines(p)]
    assert median(sizes) <= 100


def test_no_template_is_longer_than_two_screens():
    templates = sorted((ROOT / "templates").rglob("*.*"))
    assert {str(p): lines(p) for p in templates if lines(p) > TEMPLATE_LINES} == {}


@pytest.mark.parametrize("app", APPS)
def test_no_function_is_longer_than_a_screen(app):
    long = {
        f"{path.relative_to(ROOT)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in sources(app)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    }
    assert long == {}
