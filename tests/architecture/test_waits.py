"""A browser test that pressed something waits before it asks the page at once.

Playwright waits for what is expected and for elements; what is asked of the page itself
is asked of the one that happens to be there.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
FILES = sorted((TESTS / "browser").glob("*.py"))
PRESSES = {"click", "dblclick", "tap", "go_back", "go_forward"}
PRESSING = {"press_send", "enter_console", "type_password", "sign_out", "confirm"}
KEYS = {"Enter", " "}
# Asked of what is there at this moment.
AT_ONCE = {
    *("evaluate_all", "count", "all", "all_inner_texts", "all_text_contents"),
    *("is_visible", "is_hidden", "content", "cookies"),
}
OF_A_PAGE = {"evaluate", "title", "url", "content"}
PAGES = {"page", "team", "family", "later", "other", "reading", "at_home"}
WAITS = {"goto", "reload", "set_content", "wait_for", "printed"}
WAITING = {
    *("expect", "looks_right", "violations", "fits", "settle", "wait_until"),
    "refused",
}


def steps(function: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what a function does in the order in which it does it."""
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield from steps(child)
    if isinstance(function, ast.Attribute) and function.attr == "url":
        if is_page(function.value):
            yield function.lineno, "asks"
    elif isinstance(function, ast.Call) and (kind := kind_of(function)):
        yield function.lineno, kind


def kind_of(call: ast.Call) -> str:
    """Return whether a call presses, asks at once, or waits."""
    if isinstance(call.func, ast.Name):
        name = call.func.id
        return "waits" if name in WAITING else "presses" * (name in PRESSING)
    if not isinstance(call.func, ast.Attribute):
        return ""
    name = call.func.attr
    if name in WAITS or name.startswith(("wait_for_", "to_", "not_to_")):
        return "waits"
    if name in PRESSES or (name == "press" and is_sending(call)):
        return "presses"
    is_asking = name in AT_ONCE or (name in OF_A_PAGE and is_page(call.func.value))
    return "asks" * is_asking


def is_page(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in PAGES


def is_sending(call: ast.Call) -> bool:
    """Whether a key is one that follows a link or sends a form."""
    return any(isinstance(one, ast.Constant) and one.value in KEYS for one in call.args)


def hasty(source: str) -> list[int]:
    """Return the lines that ask at once after a press."""
    found = []
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        has_pressed = False
        for line, kind in steps(function):
            if kind == "asks" and has_pressed:
                found.append(line)
            has_pressed = kind == "presses" or (has_pressed and kind != "waits")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_asked_after_a_press_is_waited_for(path: Path):
    assert hasty(path.read_text(encoding="utf-8")) == []


def test_haste_is_seen():
    pressed = "def test_it(page):\n    page.locator('a').click()\n"
    assert hasty(f"{pressed}    assert page.url == 'x'\n") == [3]
    assert hasty(f"{pressed}    assert page.evaluate('x')\n") == [3]
    assert hasty(f"{pressed}    page.locator('p').count()\n") == [3]
    assert hasty(f"{pressed}    expect(page).to_have_url('y')\n    page.url\n") == []
