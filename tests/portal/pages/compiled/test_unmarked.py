"""A text without marks is its own HTML, as the parser and the sanitiser would say."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.pages.compiled.unmarked import is_plain_line, unmarked_html
from tests.records import SIXTY
from trials.registry.clinicaltrials.parsing import parse_study
from trials.registry.clinicaltrials.text import render_inline, render_markdown

# All that means something to CommonMark or HTML, and what surrounds it.
SIGNS = (
    r"""aZ09 .,;:!?-+*_#=~`'"()[]{}<>&|\/@^$%é≥±–’   ·试""" + "\n\t\r\u00a0\u200b\u00ad"
)
TEXTS = st.text(st.sampled_from(SIGNS), max_size=30) | st.text(max_size=12)


@given(TEXTS)
@example("Age ≥ 18, “stable” – or (not)")
@example("1. one")
@example("a  \nb")
@example("a\n---")
@example("www.example.org https://example.org a@b.example")
def test_what_is_called_plain_is_written_as_it_is(text):
    if is_plain_line(text):
        assert render_inline(text) == text
    html = unmarked_html(text)
    if html is not None:
        assert html == render_markdown(text)


@pytest.mark.parametrize(
    "text",
    [
        "*a*",
        "a_b_",
        "`a`",
        "a < b",
        "A &amp; B",
        r"\>= 5",
        "[a](b)",
        " a",
        "a ",
        "a\u00a0b",
    ],
)
def test_what_may_be_marked_goes_the_long_way(text):
    assert not is_plain_line(text)
    assert unmarked_html(text) is None


@pytest.mark.parametrize(
    "text", ["- a", "+ a", "1) a", "1. a", "a\n  b", "a\n---", "=\n"]
)
def test_a_line_that_may_begin_a_block_goes_the_long_way(text):
    assert unmarked_html(text) is None


def test_most_lines_of_real_records_are_plain_and_all_are_the_same():
    lines, plain = 0, 0
    for file in SIXTY.glob("NCT*.json"):
        record = parse_study(json.loads(file.read_text("utf-8")))
        for text in (record.brief_summary, record.detailed_description):
            assert unmarked_html(text) in (None, render_markdown(text))
        for line in record.eligibility_text.split("\n"):
            words = line.strip(" *")
            lines += bool(words)
            if is_plain_line(words):
                plain += 1
                assert render_inline(words) == words
    assert plain > lines / 2
