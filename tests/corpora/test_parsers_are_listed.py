"""Every module that reads with expressions is tried for its time, or says why not."""

import ast
from pathlib import Path

from tests.corpora.own_words import OWN_WORDS
from tests.corpora.test_parsers_are_linear import PARSERS, ROOT


def test_every_module_with_expressions_is_in_the_list():
    known = (*PARSERS, *OWN_WORDS)
    missing = [
        str(path.relative_to(ROOT))
        for app in ("contacts", "trials", "portal")
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
        and uses_expressions(path)
        and not str(path.relative_to(ROOT)).startswith(known)
    ]
    assert missing == []


def uses_expressions(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.Import) and any(name.name == "re" for name in node.names)
        for node in ast.walk(tree)
    )
