"""The hazard log names tests that are there, and the page says what the log says."""

import ast

import pytest

from tests.safety.hazards import HAZARDS
from tests.safety.page import PAGE, ROOT, safety_case

NAMED = [test for one in HAZARDS for test in one.tests]


@pytest.mark.parametrize("named", NAMED)
def test_a_control_is_held_by_a_test_that_is_there(named):
    path, _colons, name = named.partition("::")
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_the_page_is_made_from_the_log():
    assert PAGE.read_text("utf-8") == safety_case()
