"""Registry texts: CommonMark with backslash escapes; to clean HTML, or to plain text.

Raw HTML is off and nh3 stands behind it: a record is somebody else's text.
"""

import html
import re
import unicodedata

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "sub", "sup", "a", "code"}
ATTRIBUTES = {"ol": {"start"}, "a": {"href"}}
# Links are text in these records; only written-out https addresses become links.
PARSER = MarkdownIt("commonmark", {"html": False, "breaks": False}).disable(
    ["image", "html_block", "html_inline", "code", "fence", "heading", "lheading"]
)
INLINE_TAGS = TAGS - {"p", "ul", "ol", "li"}
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# Escaped again with each copy: "\\\\&amp;amp;#39;" is an apostrophe.
# From the first backslash of a run alone: else a long run is tried from each of them.
ENTITY = re.compile(r"(?<!\\)\\*&(?:amp;)*(#\d{1,6}|gt|lt|amp|quot|apos|nbsp);")
# At most one line: blank lines before a mark would be tried again from each of them.
LIST_MARK = re.compile(r"(?m)^[^\S\n]*[*\-•](?=\s)")
# Invisible characters that no record needs; tab and line feed stay.
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")


def tidy(text: str) -> str:
    """Return NFC text without control and invisible characters, LF line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}
    )
    return unicodedata.normalize("NFC", INVISIBLE.sub("", kept))


def without_debris(text: str) -> str:
    r"""Return text with twice-escaped entities ("\&gt;") as the characters meant."""
    return ENTITY.sub(lambda match: "\\" + html.unescape(f"&{match[1]};"), text)


def render_markdown(text: str) -> str:
    """Return clean HTML of a long registry text."""
    rendered = PARSER.render(without_debris(text))
    return clean(rendered, TAGS).strip()


def render_inline(text: str) -> str:
    """Return clean HTML of one line, without a paragraph around it."""
    return clean(PARSER.renderInline(without_debris(text)), INLINE_TAGS)


def clean(rendered: str, tags: set[str]) -> str:
    """Return HTML with nothing but the allowed tags and https links."""
    return nh3.clean(
        rendered,
        tags=tags,
        attributes=ATTRIBUTES,
        url_schemes={"https"},
        link_rel="noopener noreferrer nofollow",
    )


def plain(text: str) -> str:
    """Return the text as a reader would type it, for e-mail, titles and search."""
    return ESCAPED.sub(r"\1", without_debris(text))


def one_line(text: str) -> str:
    """Return plain text on one line without list marks."""
    return " ".join(LIST_MARK.sub("", plain(text)).split())
