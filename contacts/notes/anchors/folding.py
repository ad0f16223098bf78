"""One form for every way of writing the same text, to compare by. Pure."""

import re
import unicodedata
from functools import lru_cache

from contacts.notes.anchors.places import places_of
from portal.lib.text import fold_writing

END_OF_SENTENCE = re.compile("(?<=[。！？])")
SENTENCE_ENDS = (".", "!", "?", "。", "！", "？")
# How many words count as the next ones; of scripts without blanks, characters.
BESIDE, BESIDE_UNPARTED = 2, 4
# Edges of a text; no text holds them.
BEGIN, END = "\x02", "\x03"
# Scripts that put no blanks between words.
UNPARTED = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))


class Folded:
    """A text as it is compared: one form for every way of writing the same."""

    def __init__(self, text: str) -> None:
        self.source = text
        characters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for begin, end in clusters(text):
            for character in fold_writing(text[begin:end]):
                if character == " " and (not characters or characters[-1] == " "):
                    continue
                characters.append(character)
                self.starts.append(begin)
                self.ends.append(end)
        self.text = "".join(characters)

    def edged(self) -> str:
        """Return the text with marks of its edges."""
        return BEGIN + self.text.rstrip() + END

    def find(self, words: str) -> list[int]:
        """Return every place of these folded words that cuts no word in two."""
        return [
            at
            for at in places_of(words, self.text)
            if is_whole(self.text, at, at + len(words))
        ]

    def occurrences(self, words: str) -> list[int]:
        """Return every place of these words between the edges, whole or not."""
        return list(places_of(words, self.edged()))


def clusters(text: str) -> list[tuple[int, int]]:
    """Return the ranges of characters with their accents."""
    ranges: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if ranges and character > "\u02ff" and unicodedata.combining(character):
            ranges[-1] = (ranges[-1][0], index + 1)
        else:
            ranges.append((index, index + 1))
    return ranges


@lru_cache(maxsize=512)
def folded(text: str) -> Folded:
    """Return a text folded; a page's parts are asked for once for every note."""
    return Folded(text)


def folded_words(text: str) -> str:
    """Return folded words to look for."""
    return folded(text).text.strip()


def last_words(text: str, then: str) -> str:
    """Return the last words before `then` in its sentence, folded; "" at its begin."""
    line = folded_words(text.rpartition("\n")[2])
    if line.endswith(SENTENCE_ENDS) and not then[:1].islower() and then[:1].isalpha():
        return ""
    return (
        line[-BESIDE_UNPARTED:]
        if is_unparted(line[-1:])
        else (" ".join(line.split()[-BESIDE:]))
    )


def first_words(text: str, since: str) -> str:
    """Return the first words after `since` in its sentence, folded; "" at its end."""
    line = folded_words(text.partition("\n")[0])
    if since.endswith(SENTENCE_ENDS) and not line[:1].islower():
        return ""
    line = END_OF_SENTENCE.split(line, maxsplit=1)[0]
    return (
        line[:BESIDE_UNPARTED]
        if is_unparted(line[:1])
        else (" ".join(line.split()[:BESIDE]))
    )


def is_unparted(character: str) -> bool:
    """Whether a character says a word by itself, as Chinese ones do."""
    return character > "\u2e7f"


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a range begins and ends where words and numbers do."""
    return not runs_on(text, start) and not runs_on(text, end)


def runs_on(text: str, at: int) -> bool:
    """Whether a word or a number such as 5.5 goes on over this place.

    Chinese and Japanese are written without spaces; there every place is an edge.
    """
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    if is_letter(before) and is_letter(after):
        return True
    if before.isdigit() and after in {".", ","}:
        return text[at + 1 : at + 2].isdigit()
    if before in {".", ","} and after.isdigit():
        return text[at - 2 : at - 1].isdigit() if at > 1 else False
    return False


def is_letter(character: str) -> bool:
    """Whether a character can go on in a word, in scripts that part words."""
    if not character.isalnum() and not (character and unicodedata.combining(character)):
        return False
    return not any(low <= character <= high for low, high in UNPARTED)
