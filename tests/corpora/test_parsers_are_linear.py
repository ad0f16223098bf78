"""Every parser of foreign text takes time in proportion to the text, whatever is in it.

CPU time is measured, not the clock; the least of several tries counts. Quadratic code
takes sixteen times as long for four times the text.
"""

import gc
import logging
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils.html import escape

from contacts.console.calls.wished_hours import wished_hour
from contacts.console.exporting import records
from contacts.enquiries import page_codes, phones, urgency
from contacts.inbox.matching import is_called, is_telephone
from contacts.mail import reply_addresses, slips
from contacts.mail.bounces.notices import read_notices
from contacts.mail.inbound import plainlines
from contacts.mail.linked import linked
from contacts.mail.proving import senders
from contacts.mail.reading.quotation import Correspondence, cut
from contacts.notes.anchors import anchor, anchoring, folding, headings, likeness
from contacts.teams import facility_names
from portal.lib.languages import digits
from portal.lib.text import UnsafeTextError, clean_paragraphs
from portal.pages.compiled import unmarked
from tests.corpora.poison import nests, poisons
from tests.corpora.ways_to_parse import (
    as_mail,
    as_questionnaire,
    as_record,
    attach_again,
    attach_short,
    find_place,
    forgiving,
    in_headers,
)
from trials import conditions
from trials.indexing.named import pieces
from trials.pages import markup
from trials.pages.explained import glossary
from trials.pages.explained.spelled import SpellingTable
from trials.places import folding as place_folding
from trials.places import postcodes
from trials.places.names.own import words_of_name
from trials.registry.clinicaltrials import criteria, staff, text
from trials.registry.clinicaltrials.numbers import ids_within
from trials.registry.numbers import registry_ids_in
from trials.search import understand
from trials.selfcheck import numbers
from trials.selfcheck.editing import new_lines, suggest
from trials.texts import bodies, shapes
from trials.texts.lint import lint
from trials.texts.measures import chinese, english
from trials.vocabulary.concepts import concept_key
from trials.vocabulary.tokens import tokens_of

# Its detectors tell of each step.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)
ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = 1_000, 4_000
# CPU seconds for LARGE that are never looked at closer, and the most for each kB.
FLOOR, PER_KB = 0.02, 0.1
GROWTH, TRIES = 8, (1, 3, 9)
FEW = 60
SHORT, LONG = dict(poisons(SMALL)), list(poisons(LARGE))


BOUNCE = b"From: MAILER-DAEMON@x.y\nSubject: Undelivered\n\nuser unknown: <a@b.c>\n"
EXPLAIN = glossary.Explainer(
    glossary.Glossary((glossary.Word("k", "Lupus", "m", ("lupus", "SLE")),))
)
SPELLINGS = SpellingTable(("lupus", "lupus nephritis", "T细胞", "+1"))


def explain_anew(html: str) -> object:
    """Explain words as on a page where none of its texts stood before."""
    EXPLAIN.words.spellings.known.clear()
    return EXPLAIN(html)


# What reads foreign text, by the module that it belongs to.
PARSERS: dict[str, list[Callable[[str], object]]] = {
    "contacts/console/exporting/records.py": [records.keyless],
    "contacts/console/calls/wished_hours.py": [wished_hour],
    "contacts/enquiries/page_codes.py": [page_codes.read_code],
    "contacts/enquiries/phones.py": [
        # The field takes so many characters.
        lambda one: phones.read_phones(one[:200], "US")
    ],
    "contacts/mail/slips.py": [
        slips.likely_address,
        lambda one: slips.likely_address(f"{one}@x.y"),
        lambda one: slips.likely_address(f"x@{one}"),
    ],
    "contacts/enquiries/urgency": [urgency.classify],
    "contacts/inbox/matching.py": [
        is_telephone,
        lambda one: is_called(one, one, "Ada Example"),
    ],
    "trials/indexing/named.py": [pieces],
    "trials/registry/clinicaltrials/numbers.py": [ids_within],
    "trials/registry/numbers.py": [registry_ids_in],
    "trials/search/understanding": [lambda one: understand(one, "en")],
    "trials/vocabulary": [tokens_of, concept_key],
    "contacts/mail/bounces": [
        lambda one: read_notices(one.encode("utf-8", "replace")),
        lambda one: read_notices(BOUNCE + one.encode("utf-8", "replace")),
    ],
    "contacts/mail/inbound/plainlines.py": [
        lambda one: plainlines.plain_letter(one.encode("utf-8", "replace"))
    ],
    "contacts/mail/linked.py": [linked],
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
    "contacts/mail/reply_addresses.py": [reply_addresses.read_reply_address],
    "contacts/notes/anchors": [
        lambda one: anchoring.describe_place({"a": one}, "a", 0, len(one)),
        attach_again,
        attach_short,
        folding.folded_words,
        headings.headings,
        lambda one: likeness.sentence_around(one, "a", one),
    ],
    "contacts/teams/facility_names.py": [
        facility_names.fold_name,
        facility_names.numbers_of,
    ],
    "contacts/mail/proving/senders.py": [
        senders.without_comments,
        lambda one: senders.named_domain("dkim", one),
        senders.RESULT.match,
    ],
    "portal/lib/languages/digits.py": [
        lambda one: digits.numbers_in_text(one, "٠١٢٣٤٥٦٧٨٩"),
        lambda one: digits.numbers_in_page(f"<p>{escape(one)}</p>", "٠١٢٣٤٥٦٧٨٩", "ar"),
    ],
    "portal/lib/text.py": [forgiving(clean_paragraphs, refuses=UnsafeTextError)],
    "portal/pages/compiled/unmarked.py": [
        unmarked.is_plain_line,
        unmarked.unmarked_html,
    ],
    "trials/conditions.py": [conditions.condition_key],
    "trials/pages/explained/glossary.py": [explain_anew],
    "trials/pages/explained/spelled.py": [
        lambda one: list(SPELLINGS.spans(one)),
    ],
    "trials/pages/markup.py": [markup.registry_html, markup.inline_html, markup.lines],
    "trials/places/folding.py": [
        place_folding.fold,
        place_folding.weaker_spellings,
        place_folding.region_keys,
    ],
    "trials/places/gazetteer.py": [find_place],
    "trials/places/names/own.py": [words_of_name],
    "trials/places/postcodes.py": [
        lambda one: postcodes.tries(one, "US"),
        postcodes.codes_and_words,
    ],
    "trials/plain": [as_record],
    # It reads by way of the folder of that name.
    "trials/registry/clinicaltrials/eligibility": [criteria.split_anyway],
    "trials/registry/clinicaltrials/criteria.py": [criteria.split_criteria],
    "trials/registry/clinicaltrials/staff.py": [
        lambda one: staff.parse_contact({"name": one, "phone": one, "email": one})
    ],
    "trials/registry/clinicaltrials/text.py": [text.tidy, text.plain, text.one_line],
    "trials/texts/bodies.py": [lambda one: bodies.has_blanks({"a": one})],
    "trials/texts/measures": [english.smog, chinese.chinese_burden],
    "trials/texts/shapes.py": [
        shapes.as_paragraphs,
        lambda one: shapes.as_terms(one, []),
    ],
    "trials/texts/lint.py": [
        lambda one: lint(one, "en"),
        lambda one: lint(one, "es"),
        lambda one: lint(one, "ar"),
        lambda one: lint(one, "zh"),
    ],
    "trials/selfcheck/editing/new_lines.py": [
        lambda one: list(
            new_lines.numbered([("inclusion", 0, row) for row in one.split("\n")[:500]])
        )
    ],
    "trials/selfcheck/editing/suggest.py": [suggest.team_checks],
    "trials/selfcheck/fhir": [forgiving(as_questionnaire, refuses=ValueError)],
    "trials/selfcheck/numbers.py": [numbers.read_number, numbers.read_date],
}
# What keeps the answer about a text would look fast at the second try.
REMEMBERING = (
    anchor.text_fingerprint,
    folding.folded,
    headings.headings,
    facility_names.fold_name,
)


def seconds(function: Callable[[str], object], one: str, tries: int) -> float:
    """Return the least CPU time of several tries."""
    least = float("inf")
    for _ in range(tries):
        for remembering in REMEMBERING:
            remembering.cache_clear()
        begin = time.process_time()
        function(one)
        least = min(least, time.process_time() - begin)
    return least


CASES = [
    pytest.param(function, id=f"{module}-{number}")
    for module, functions in PARSERS.items()
    for number, function in enumerate(functions)
]


def slow_over(function: Callable[[str], object], texts: list[tuple[str, str]]) -> list:
    """Return the names of the texts over which a parser takes too long."""
    function("warm")
    gc.collect()
    gc.disable()
    try:
        return [name for name, one in texts if grows(function, SHORT[name], one)]
    finally:
        gc.enable()


@pytest.mark.long
@pytest.mark.parametrize("function", CASES)
def test_time_grows_with_the_text_alone(function):
    assert slow_over(function, LONG) == []


@pytest.mark.parametrize("function", CASES)
def test_no_parser_is_slow_over_some_of_the_texts(function):
    """A few of them for each commit; the long gate takes all."""
    assert slow_over(function, LONG[::FEW]) == []


def grows(function: Callable[[str], object], small: str, large: str) -> bool:
    """Whether four times the text takes far more than four times as long.

    What looks so at once is looked at more often, and closer.
    """
    for tries in TRIES:
        needed = seconds(function, large, tries)
        if needed < FLOOR:
            return False
        is_short = needed <= PER_KB * len(large) / 1000
        if is_short and needed <= GROWTH * seconds(function, small, tries):
            return False
    return True


def test_a_quadratic_parser_is_found():
    """The measure itself: the expression that took one list of lines 12 seconds."""
    naive = re.compile(r"(?m)^\s*[*\-•]\s+")
    assert any(
        grows(lambda one: naive.sub("", one), "\n" * SMALL, "\n" * LARGE)
        for _ in range(3)
    )
    assert [name for name, _one in nests(SMALL)]
