"""Which concepts a text names: the longest name wins, and only whole words count."""

from collections.abc import Sequence
from typing import NamedTuple

from trials.vocabulary.lookup import key_without_joining, lookup
from trials.vocabulary.tokens import Token
from trials.vocabulary.wordlists import joining_words


class Mention(NamedTuple):
    """Some tokens, from `start` to before `end`, and what they can mean."""

    start: int
    end: int
    keys: tuple[str, ...]
    is_abbreviation: bool = False


def mentions_in(tokens: Sequence[Token]) -> list[Mention]:
    """Return what is named, from left to right, none within another."""
    found, at = [], 0
    while at < len(tokens):
        mention = mention_at(tokens, at)
        if mention:
            found.append(mention)
        at = mention.end if mention else at + 1
    return found


def mention_at(tokens: Sequence[Token], at: int) -> Mention | None:
    """Return the longest name that begins at a token."""
    known, joining = lookup(), joining_words()
    end = at
    while end < min(len(tokens), at + known.longest):
        text = tokens[end].text
        if text not in known.words and text not in joining:
            break
        end += 1
    if end == at or (tokens[at].text in joining and end == at + 1):
        return short_at(tokens, at)
    for last in range(end, at, -1):
        words = [token.text for token in tokens[at:last]]
        if len(words) > 1 and (words[0] in joining or words[-1] in joining):
            continue
        if keys := known.names.get(key_without_joining(words)):
            return Mention(at, last, keys)
    return short_at(tokens, at)


def short_at(tokens: Sequence[Token], at: int) -> Mention | None:
    """Return an abbreviation that stands at a token."""
    keys = lookup().abbreviations.get(tokens[at].text)
    return Mention(at, at + 1, keys, True) if keys else None
