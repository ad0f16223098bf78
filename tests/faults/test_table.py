"""The table is whole: each row is tried by tests that are there, or says why not."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.faults.rows import Row
from tests.faults.table import ROWS

TESTS = Path(__file__).resolve().parents[1]
SHAPES = {"production", "embedded", "production, embedded", "code"}


@cache
def functions_in(file: str) -> set[str]:
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def is_there(test: str) -> bool:
    file, _, name = test.partition("::")
    return (TESTS / file).is_file() and name in functions_in(file)


def test_every_row_stands_once():
    assert [row.number for row in ROWS] == list(range(1, 91))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_a_row_is_tried_or_says_why_not(row: Row):
    assert row.tests or row.why
    assert row.shape in SHAPES
    assert [test for test in row.tests if not is_there(test)] == []


def test_a_test_that_is_not_there_would_be_noticed():
    assert not is_there("faults/test_table.py::test_nowhere")
    assert not is_there("faults/test_nowhere.py::test_every_row_stands_once")
    assert is_there("faults/test_table.py::test_every_row_stands_once")
