"""Words explained where they stand: the first of each in a text becomes a link."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.lib.text import has_han
from trials.texts.shipped.glossary import spellings
from trials.texts.shown import ShownTerm

# Text between tags; entities stay whole because no term holds an ampersand.
TEXT = re.compile(r"(<[^<>]*>)")
# A letter or figure of a script that puts spaces between its words.
LETTER = r"[^\W_\u2e80-\u9fff]"


@dataclass(frozen=True)
class Word:
    """A term as shown, its meaning, and every way it is written in a text."""

    key: str
    term: str
    meaning: str
    spellings: tuple[str, ...] = field(default=())
    # Of the meaning, where it is not the page's.
    language: str = ""


def words(terms: Iterable[ShownTerm], others: Iterable[ShownTerm] = ()) -> list[Word]:
    """Return the words of one language.

    `others` are the same words in further languages: a registry's English text is
    explained on a Chinese page too.
    """
    spelled: dict[str, set[str]] = {}
    for term in [*terms, *others]:
        spelled.setdefault(term.key, set()).update(spellings(term.term))
    return [
        Word(term.key, term.term, term.meaning, tuple(sorted(spelled[term.key])))
        for term in terms
    ]


class Explainer:
    """Marks each word once in all the texts that it is given, in reading order."""

    def __init__(self, known: list[Word]) -> None:
        self.by_spelling = {
            spelling.casefold(): word for word in known for spelling in word.spellings
        }
        # "SOC" is not "soc", and "eGFR" not the gene "EGFR".
        self.exact = {
            spelling.casefold(): spelling
            for word in known
            for spelling in word.spellings
            if " " not in spelling and sum(map(str.isupper, spelling)) > 1
        }
        self.pattern = pattern(self.by_spelling)
        self.marked: set[str] = set()

    def __call__(self, html: SafeString) -> SafeString:
        """Return the HTML with links on words that were not marked before."""
        if self.pattern is None:
            return html
        parts = TEXT.split(html)
        parts[::2] = [self.pattern.sub(self.link, text) for text in parts[::2]]
        return mark_safe("".join(parts))  # noqa: S308 - safe text plus safe links

    def link(self, match: re.Match[str]) -> str:
        """Return the link of one occurrence, or the bare text."""
        found = match[0].casefold()
        key = found if found in self.by_spelling else found[:-1]
        word, written = self.by_spelling[key], self.exact.get(key)
        if word.key in self.marked or (written and not match[0].startswith(written)):
            return match[0]
        self.marked.add(word.key)
        return format_html(
            '<a class="word" href="#word-{}">{}</a>',
            word.key,
            mark_safe(match[0]),  # noqa: S308 - a part of text that is safe already
        )


def pattern(spelled: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any spelling, the longest first, as a whole word."""
    alternatives = sorted(spelled, key=len, reverse=True)
    if not alternatives:
        return None
    # The test that a word begins stands once, before them all: most places fail it.
    spaced = "|".join(re.escape(text) for text in alternatives if not has_han(text))
    other = "|".join(re.escape(text) for text in alternatives if has_han(text))
    # Chinese is written without spaces, and so is what stands between its characters.
    whole = rf"(?<!{LETTER})(?:{spaced})s?(?!{LETTER})" if spaced else ""
    return re.compile("|".join(filter(None, (whole, other))), re.IGNORECASE)
