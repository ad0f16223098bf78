"""What changed between two versions of a text, path by path. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from trials.texts.bodies import Body, words_in


@dataclass(frozen=True)
class ChangedWords:
    """Some words: kept, put in or taken out."""

    sign: str
    words: str


@dataclass(frozen=True)
class ChangedText:
    """A text that is not the same in both: its path, and its pieces."""

    path: str
    pieces: list[ChangedWords]


def changed_texts(before: Body, after: Body) -> list[ChangedText]:
    """Return every text that changed, came or went, in the order of the later one."""
    old, new = dict(words_in(before)), dict(words_in(after))
    paths = [*new, *(path for path in old if path not in new)]
    return [
        ChangedText(path, changed_pieces(old.get(path, ""), new.get(path, "")))
        for path in paths
        if old.get(path) != new.get(path)
    ]


def changed_pieces(before: str, after: str) -> list[ChangedWords]:
    """Return two texts as one: what stayed "=", what went "-", what came "+"."""
    found: list[ChangedWords] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append(ChangedWords("=", before[a:b]))
            continue
        found += [ChangedWords("-", before[a:b])] if b > a else []
        found += [ChangedWords("+", after[c:d])] if d > c else []
    return found
