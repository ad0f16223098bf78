"""Every parser of foreign text takes time in proportion to the text, whatever is in it.

CPU time is measured, not the clock; the least of several tries counts. Quadratic code
takes sixteen times as long for four times the text.
"""

import ast
import gc
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from contacts.enquiries import urgency
from contacts.fields import parse_phone
from contacts.mail import reply_addresses
from contacts.mail.bounces.notices import read_notices
from contacts.mail.bounces.return_path import proven_words
from contacts.mail.bounces.spelling import one_spelling
from contacts.mail.reading.letter import read_letter_bytes, read_parts
from contacts.mail.reading.quotation import Correspondence, cut
from contacts.notes.anchors import anchoring, folding, headings, likeness
from portal.lib.text import UnsafeTextError, clean_paragraphs
from tests.corpora.poison import nests, poisons
from trials import conditions
from trials.pages import glossary, markup
from trials.places import folding as place_folding
from trials.places import postcodes
from trials.registry import criteria, staff, text
from trials.selfcheck import numbers
from trials.selfcheck.editing import suggest

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = 1_000, 4_000
# CPU seconds for LARGE that are never looked at closer, and the most for each kB.
FLOOR, PER_KB = 0.02, 0.1
GROWTH, TRIES = 8, 4


def as_mail(head: str) -> Callable[[str], object]:
    return lambda one: read_letter_bytes(head.encode() + one.encode("utf-8", "replace"))


def in_headers(one: str) -> object:
    return read_parts("", "", [("from", one), ("to", one), ("subject", one)])


def forgiving(function: Callable, *after: str, refuses: type[Exception]) -> Callable:
    def run(one: str) -> None:
        try:
            function(one, *after)
        except refuses:
            return

    return run


EXPLAIN = glossary.Explainer([glossary.Word("k", "Lupus", "m", ("lupus", "SLE"))])
# What reads foreign text, by the module that it belongs to.
PARSERS: dict[str, list[Callable[[str], object]]] = {
    "contacts/addresses.py": [reply_addresses.read_reply_address],
    "contacts/anchoring.py": [
        lambda one: anchoring.describe_place({"a": one}, "a", 0, len(one))
    ],
    "contacts/folding.py": [folding.folded_words],
    "contacts/forms/fields.py": [forgiving(parse_phone, "US", refuses=Exception)],
    "contacts/headings.py": [headings.headings],
    "contacts/likeness.py": [lambda one: likeness.sentence_around(one, "a", one)],
    "contacts/mail/bounces": [
        one_spelling,
        lambda one: read_notices(one.encode("utf-8", "replace")),
        lambda one: read_notices(b"a: b\n\n" + one.encode("utf-8", "replace")),
        lambda one: list(proven_words([one], "secret")),
    ],
    "contacts/mail/reading": [
        as_mail("Subject: Re: a\n\n"),
        as_mail("Content-Type: text/html\n\n"),
        as_mail("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n"),
        as_mail("Content-Transfer-Encoding: base64\n\n"),
        as_mail("From: "),
        as_mail("Content-Type: multipart/mixed; boundary="),
        in_headers,
        lambda one: cut(one, Correspondence()),
    ],
    "contacts/urgency.py": [urgency.sounds_urgent],
    "portal/lib/text.py": [forgiving(clean_paragraphs, refuses=UnsafeTextError)],
    "trials/conditions.py": [
        conditions.condition_key,
        lambda one: conditions.spoken_like(one, 5),
    ],
    "trials/pages/glossary.py": [EXPLAIN],
    "trials/pages/markup.py": [markup.registry_html, markup.inline_html, markup.lines],
    "trials/places/folding.py": [place_folding.fold, place_folding.spellings],
    "trials/places/postcodes.py": [lambda one: postcodes.tries(one, "US")],
    "trials/registry/criteria.py": [criteria.split_criteria],
    "trials/registry/staff.py": [
        lambda one: staff.parse_contact({"name": one, "phone": one, "email": one})
    ],
    "trials/registry/text.py": [text.tidy, text.plain, text.one_line],
    "trials/selfcheck/numbers.py": [numbers.read_number, numbers.read_date],
    "trials/selfcheck/suggest.py": [suggest.team_checks],
}
# Modules with expressions that read only our own words, or words of bounded length.
OWN_WORDS = {
    "contacts/automatic.py": "the beginning of a mail; leaves with the old reading",
    "contacts/forms/templates.py": "placeholders of at most a message's length, no run",
    "contacts/transport.py": "one answer of our relay",
    "contacts/views/owners.py": "a form of fixed length",
    "portal/caches.py": "our own pages",
    "portal/health.py": "our own settings",
    "portal/idle.py": "our own addresses",
    "portal/lib/tokens.py": "a form of fixed length",
    "trials/converters.py": "a form of fixed length",
    "trials/models/studies.py": "a form of fixed length",
    "trials/pages/passages.py": "HTML that we made and cleaned",
    "trials/registry/client.py": "a form of fixed length",
    "trials/registry/record.py": "forms of fixed length",
    "trials/selfcheck/document.py": "forms of fixed length",
    "trials/selfcheck/fhir_codes.py": "codes of bounded length, one class each",
    "trials/selfcheck/fhir_questions.py": "a code of one class of letters",
    "trials/selfcheck/lines.py": "a number of fixed length",
}


def seconds(function: Callable[[str], object], one: str, tries: int) -> float:
    """Return the least CPU time of several tries."""
    least = float("inf")
    for _ in range(tries):
        begin = time.process_time()
        function(one)
        least = min(least, time.process_time() - begin)
    return least


CASES = [
    pytest.param(function, id=f"{module}-{number}")
    for module, functions in PARSERS.items()
    for number, function in enumerate(functions)
]


@pytest.mark.parametrize("function", CASES)
def test_time_grows_with_the_text_alone(function):
    small = dict(poisons(SMALL))
    function("warm")
    gc.collect()
    gc.disable()
    try:
        slow = [
            name for name, one in poisons(LARGE) if grows(function, small[name], one)
        ]
    finally:
        gc.enable()
    assert slow == []


def grows(function: Callable[[str], object], small: str, large: str) -> bool:
    """Whether four times the text takes far more than four times as long."""
    if seconds(function, large, 1) < FLOOR:
        return False
    needed = seconds(function, large, TRIES)
    if needed > PER_KB * len(large) / 1000:
        return True
    return needed >= FLOOR and needed > GROWTH * seconds(function, small, TRIES)


def test_a_quadratic_parser_is_found():
    """The measure itself: the expression that took one list of lines 12 seconds."""
    naive = re.compile(r"(?m)^\s*[*\-•]\s+")
    assert any(
        grows(lambda one: naive.sub("", one), "\n" * SMALL, "\n" * LARGE)
        for _ in range(3)
    )
    assert [name for name, _one in nests(SMALL)]


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
