"""Words explained where they stand: the first of each in a text becomes a link."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from django.utils.safestring import SafeString

from trials.pages.explained.spelled import SpellingTable
from trials.texts.shipped.glossary import spellings
from trials.texts.shown import ShownTerm

# Text between tags; entities stay whole because no term holds an ampersand.
TEXT = re.compile(r"(<[^<>]*>)")


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


class Glossary:
    """Words with a table in which their spellings are looked up."""

    def __init__(self, known: tuple[Word, ...]) -> None:
        self.known = known
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
        self.spellings = SpellingTable(self.by_spelling)

    def meant(self, found: str) -> tuple[Word, str | None]:
        """Return which word stands there, and how it is written where that matters."""
        key = found.casefold()
        key = key if key in self.by_spelling else key[:-1]
        return self.by_spelling[key], self.exact.get(key)


class Explainer:
    """Marks each word once in all the texts that it is given, in reading order."""

    def __init__(self, words: Glossary) -> None:
        self.words = words
        self.marked: set[str] = set()

    def __call__(self, html: SafeString) -> SafeString:
        """Return the HTML with links on words that were not marked before."""
        parts = TEXT.split(html)
        parts[::2] = map(self.linked, parts[::2])
        return SafeString("".join(parts))

    def linked(self, text: str) -> str:
        """Return a text between two tags with its links."""
        spans = self.words.spellings.known_spans(text)
        if not spans:
            return text
        pieces, at = [], 0
        for start, end in spans:
            pieces += [text[at:start], self.link(text[start:end])]
            at = end
        return "".join([*pieces, text[at:]])

    def link(self, found: str) -> str:
        """Return the link of one occurrence, or the bare text."""
        word, written = self.words.meant(found)
        if word.key in self.marked or (written and not found.startswith(written)):
            return found
        self.marked.add(word.key)
        # What is found is a part of text that is safe already.
        return f'<a class="word" href="#word-{escape(word.key)}">{found}</a>'

    def explained(self) -> list[Word]:
        """Return the words that were marked, in the order of the glossary."""
        return [word for word in self.words.known if word.key in self.marked]
