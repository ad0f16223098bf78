"""No escape of the registry's texts is kept where it is not a text with marks.

Long texts keep their marks until a page draws them; whatever mails, exports, sheets
and machines read is plain.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest

from tests.records import REAL_FOLDERS, raw
from trials.registry.clinicaltrials.files import read_studies
from trials.registry.clinicaltrials.parsing import parse_study
from trials.registry.clinicaltrials.text import one_line

# Texts that a page draws as CommonMark.
WITH_MARKS = {"brief_summary", "detailed_description", "eligibility_text"}
ESCAPES = re.compile(r"\\[<>~\[\]*&.^-]|&(?:lt|gt|le|ge|amp|nbsp|quot|#\d+);")


def plain_texts(held: Any, name: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a record with its field, but those that keep their marks."""
    if name in WITH_MARKS:
        return
    if isinstance(held, str):
        yield name, held
    elif isinstance(held, dict):
        for key, one in held.items():
            yield from plain_texts(one, f"{name}.{key}" if name else key)
    elif isinstance(held, list | tuple):
        for one in held:
            yield from plain_texts(one, name)


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_what_leaves_us_as_plain_words_has_no_escapes(folder):
    wrong = {
        (name, text[:60], record.registry_id)
        for record in (parse_study(one) for _where, one in read_studies(folder))
        for name, text in plain_texts(asdict(record), "")
        if ESCAPES.search(text)
    }
    assert wrong == set()


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_one_line_of_a_text_with_marks_has_none_either(folder):
    for _where, one in read_studies(folder):
        record = parse_study(one)
        for name in WITH_MARKS:
            for line in getattr(record, name).splitlines():
                assert not ESCAPES.search(one_line(line)), (record.registry_id, line)


def test_what_sponsors_write_twice_escaped_is_plain():
    title = {"nctId": "NCT91000001", "briefTitle": r"Age \&gt; 5 &amp; \<9 \[A\]"}
    record = parse_study(raw(identificationModule=title))
    assert record.brief_title == "Age > 5 & <9 [A]"


def test_what_each_copy_escaped_again_is_plain():
    """NCT06588166."""
    assert one_line(r"Fisher\\&amp;amp;#39;s exact test") == "Fisher's exact test"
    assert one_line("R&D; a & b; &amp") == "R&D; a & b; &amp"
