"""Which concepts a text names: the longest name wins, and only whole words count."""

from collections.abc import Sequence
from typing import NamedTuple

from trials.vocabulary.lookup import key_without_joining, lookup
from trials.vocabulary.tokens import Token
from trials.vocabulary.wordlists import all_phrase_words, joining_words, phrases


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
        is_named = mention is not None and not is_cut_short(mention, tokens)
        if mention and is_named:
            found.append(mention)
        at = mention.end if mention and is_named else at + 1
    return found


def is_cut_short(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a longer name begins after a small word: "disease" and the like."""
    at = mention.start + 1
    if at >= mention.end or tokens[mention.start].text not in phrases("filler"):
        return False
    later = mention_at(tokens, at)
    return later is not None and later.end > mention.end


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
        is_edged = len(words) > 1 and (words[0] in joining or words[-1] in joining)
        # A name may be of small words alone, and then each of them counts.
        if is_edged and not all(word in all_phrase_words() for word in words):
            continue
        if keys := known.names.get(key_without_joining(words)):
            return Mention(at, last, keys)
    return short_at(tokens, at)


def short_at(tokens: Sequence[Token], at: int) -> Mention | None:
    """Return an abbreviation that stands at a token."""
    keys = lookup().abbreviations.get(tokens[at].text)
    return Mention(at, at + 1, keys, True) if keys else None
