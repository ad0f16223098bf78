"""An action that is told who acts writes it down, or does not ask."""

import ast
from pathlib import Path

from tests.architecture.test_house import modules, tree_of
from tests.architecture.test_rooms import dotted_name

# To be cut: they take `by` and drop it; nothing is added here.
DROPPED = {
    *("contacts.alerts: change", "contacts.alerts: confirm", "contacts.alerts: keep"),
    *("contacts.alerts: pause", "contacts.alerts: subscribe"),
    *("trials.importing: publish_study", "trials.importing: import_content"),
}


def is_action(path: Path) -> bool:
    return "actions" in path.with_suffix("").parts


def room(path: Path) -> str:
    """Return the room above `actions`, by its dotted name."""
    return dotted_name(path).partition(".actions")[0]


def keyword_only(function: ast.FunctionDef) -> set[str]:
    return {one.arg for one in function.args.kwonlyargs}


def names_in(function: ast.FunctionDef) -> set[str]:
    """Return every name that the body reads."""
    return {
        node.id
        for statement in function.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name)
    }


def dropping() -> set[str]:
    return {
        f"{room(path)}: {node.name}"
        for path in modules()
        if is_action(path)
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef)
        and "by" in keyword_only(node)
        and "by" not in names_in(node)
    }


def test_no_action_drops_who_did_it():
    assert dropping() - DROPPED == set()
