"""Mails that packages bring along, read by kind: what is printed is what is counted.

Labels are the packages' own: which address a bounce is about, which words are new in an
answer. Where a label is missing, flufl.bounce is the second reader.
"""

import ast
import logging
from email import message_from_bytes
from pathlib import Path

import pytest
from flufl.bounce import all_failures

from contacts.mail.reading.letter import Letter, read_letter_bytes
from tests.corpora.fetching import fetched

pytestmark = pytest.mark.long
# Its second reading tells of each detector.
logging.getLogger("flufl.bounce").setLevel(logging.WARNING)
LEAST = 0.98


def is_swallowed(letter: Letter) -> bool:
    return not (letter.text.strip() or letter.quoted.strip() or letter.unread)


def mails_in(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix != ".py")


def labelled_bounces(tests: Path) -> dict[str, set[str]]:
    """Return the addresses that the package's own tests expect of each mail."""
    tree = ast.parse((tests / "test_detectors.py").read_text(encoding="utf-8"))
    tables = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "DETECTORS"
    ]
    found: dict[str, set[str]] = {}
    for table in tables:
        for _detector, name, addresses, _is_temporary in table:
            found.setdefault(name, set()).update(one.decode() for one in addresses)
    return found


def is_bounce(path: Path, labels: dict[str, set[str]]) -> bool:
    """Whether the labels say so, or the second reader where there are none."""
    if path.name in labels:
        return bool(labels[path.name])
    temporary, permanent = all_failures(message_from_bytes(path.read_bytes()))
    return bool(temporary | permanent)


def test_bounces_are_recognised_and_answer_nobody():
    tests = fetched("flufl.bounce") / "tests"
    labels = labelled_bounces(tests)
    mails = mails_in(tests / "data")
    letters = {path: read_letter_bytes(path.read_bytes()) for path in mails}
    bounces = [path for path in mails if is_bounce(path, labels)]
    missed = [path.name for path in bounces if not letters[path].is_report]
    as_answer = [path.name for path in bounces if letters[path].automatic == "no"]
    swallowed = [path.name for path in mails if is_swallowed(letters[path])]
    print(
        f"\n{len(mails)} mails, exceptions 0, swallowed {swallowed}; "
        f"{len(bounces)} bounces, missed {missed}, taken for an answer {as_answer}"
    )
    assert len(bounces) > 100
    assert swallowed == []
    assert len(missed) <= (1 - LEAST) * len(bounces)
    assert len(as_answer) <= (1 - LEAST) * len(bounces)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_answers_of_widespread_programs_are_shown_and_the_old_mail_folded():
    folder = fetched("talon") / "tests" / "fixtures"
    hidden, shown, total = [], [], 0
    for path in sorted((folder / "standard_replies").glob("*.eml")):
        label = path.with_name(f"{path.stem}_reply_text")
        own = label.read_text("utf-8") if label.exists() else "Hello"
        text = squeezed(read_letter_bytes(path.read_bytes()).text)
        total += 1
        hidden += [path.name] if squeezed(own) not in text else []
        shown += [path.name] if text != squeezed(own) else []
    for path in sorted((folder / "html_replies").glob("*.html")):
        raw = b"Content-Type: text/html; charset=utf-8\n\n" + path.read_bytes()
        text = squeezed(read_letter_bytes(raw).text)
        total += 1
        hidden += [path.name] if "Hi. I am fine." not in text else []
        shown += [path.name] if "How are you" in text else []
    print(f"\n{total} answers, hidden {hidden}, more shown than is new: {shown}")
    assert total >= 20
    assert hidden == []


def test_malformed_and_ordinary_mails_are_read_and_none_is_swallowed():
    mails = mails_in(fetched("mail-parser") / "tests" / "mails")
    read = {path.name: read_letter_bytes(path.read_bytes()) for path in mails}
    swallowed = [name for name, letter in read.items() if is_swallowed(letter)]
    print(f"\n{len(mails)} mails, exceptions 0, swallowed {swallowed}")
    assert len(mails) >= 20
    assert swallowed == []
