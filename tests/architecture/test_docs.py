"""The documents name no file and no folder that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A decision and the list of changes speak of their own day.
OF_THEIR_DAY = ("docs/decisions/", "CHANGELOG.md")
TOP = "portal|contacts|trials|templates|static|tests|script|docs|deploy|bench|locale"
# As prose names them: from the root, whatever stands around them.
NAMED = re.compile(rf"(?<![\w/.<-])((?:{TOP})/[\w./-]*)(?![\w<*{{…])")
LINKED = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# What an operator puts there.
ELSEWHERE = ("deploy/tls",)


def documents() -> list[str]:
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    found += [*(ROOT / "deploy").rglob("*.md"), *(ROOT / "bench").rglob("*.md")]
    names = sorted(str(path.relative_to(ROOT)) for path in found)
    return [name for name in names if not name.startswith(OF_THEIR_DAY)]


def named_paths(text: str) -> Iterator[str]:
    for match in NAMED.finditer(text):
        yield match[1].rstrip(".-")


def linked_paths(text: str) -> Iterator[str]:
    for match in LINKED.finditer(text):
        if "://" not in match[1] and not match[1].startswith(("mailto:", "/")):
            yield match[1]


@pytest.mark.parametrize("name", documents())
def test_what_a_document_names_is_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    folder = (ROOT / name).parent
    wrong = {one for one in named_paths(text) if not (ROOT / one).exists()}
    wrong |= {one for one in linked_paths(text) if not (folder / one).exists()}
    assert {one for one in wrong if not one.startswith(ELSEWHERE)} == set()


def test_paths_are_found_in_prose_and_links():
    text = (
        "See `contacts/mail/kinds.py`, script/test. [Here](docs/no.md#part), /trials/x"
    )
    assert list(named_paths(text)) == [
        "contacts/mail/kinds.py",
        "script/test",
        "docs/no.md",
    ]
    assert list(linked_paths(text)) == ["docs/no.md"]
