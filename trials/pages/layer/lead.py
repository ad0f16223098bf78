"""What a study is, in one plain sentence below its title, and whose words that are."""

from dataclasses import dataclass

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from portal.lib.text import has_han
from trials.pages.found.described import our_words
from trials.pages.markup import sentence_html
from trials.plain.layer import PlainBlocks
from trials.texts.shown import ShownText


@dataclass(frozen=True)
class Lead:
    """The sentence, and whether somebody wrote it: else it is made of the record."""

    html: SafeString
    is_ours: bool


def lead_of(ours: ShownText | None, made: PlainBlocks) -> Lead:
    """Return our own first paragraph, else the record's; empty where neither is."""
    if said := our_words(ours):
        return Lead(SafeString(escape(said)), is_ours=True)
    short = made.get("short")
    said = [sentence_html(one.text) for one in short.sentences] if short else []
    # Chinese puts no room between its sentences.
    gap = "" if has_han("".join(said)) else " "
    html = format_html_join(gap, "{}", ((one,) for one in said))
    return Lead(html, is_ours=False)
