"""What a test sets is given back: Django's decorator and the fixture do not mix.

A setting that the fixture makes inside a decorated test is taken back after the
decorator's, and brings the decorator's back to stay.
"""

import ast
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def decorated_with_the_fixture(tree: ast.AST) -> list[str]:
    """Return the tests that are decorated and ask for the fixture too."""
    return [
        one.name
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef)
        and any("override_settings" in ast.unparse(d) for d in one.decorator_list)
        and any(arg.arg == "settings" for arg in one.args.args)
    ]


def test_no_test_uses_both_ways_to_set():
    files = TESTS.rglob("test_*.py")
    found = [
        f"{path.name}: {name}"
        for path in files
        for name in decorated_with_the_fixture(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


def test_a_mixed_test_would_be_found():
    mixed = "@override_settings(DEBUG=True)\ndef test_it(settings): ..."
    assert decorated_with_the_fixture(ast.parse(mixed)) == ["test_it"]
