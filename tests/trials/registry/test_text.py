"""Registry texts come out as clean HTML and as plain text, whole."""

import re

import pytest

from trials.registry.clinicaltrials.text import (
    one_line,
    plain,
    render_inline,
    render_markdown,
)


@pytest.mark.parametrize(
    ("source", "html", "text"),
    [
        ("eGFR \\> 30", "<p>eGFR &gt; 30</p>", "eGFR > 30"),
        ("50\\<VAS\\<70", "<p>50&lt;VAS&lt;70</p>", "50<VAS<70"),
        ("at <Week 8 of it", "<p>at &lt;Week 8 of it</p>", "at <Week 8 of it"),
        ("\\&gt; 3 \\&#39;x", "<p>&gt; 3 'x</p>", "> 3 'x"),
        ("* a\n* b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "* a\n* b"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>', "3. c"),
        ("5 \\* 5", "<p>5 * 5</p>", "5 * 5"),
    ],
)  # fmt: skip
def test_markdown_and_plain(source, html, text):
    assert render_markdown(source) == html
    assert plain(source) == text


HARMLESS = re.compile(r'</?p>|</a>|<a href="https://[^"]*" rel="noopener[^"]*">')


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/p.png)",
        '<img src=x onerror="alert(1)">',
        "<a href='https://evil.example' onclick=x>y</a>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_no_tag_of_a_record_becomes_a_tag_of_ours(hostile):
    for html in (render_markdown(hostile), render_inline(hostile)):
        tags = re.findall(r"<[^>]*>", html)
        # A link may stay a link, but an image never loads.
        assert [tag for tag in tags if not HARMLESS.fullmatch(tag)] == []


def test_one_line_for_titles_and_search():
    assert one_line("* a \\> b\n\n* c") == "a > b c"
