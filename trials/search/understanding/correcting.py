"""Misspelt words: only what then names something is taken for another word."""

from dataclasses import replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from portal.lib.text import fold_text
from trials.search.understanding.naming import meant_mentions
from trials.search.understanding.placing import IsPlace
from trials.search.understanding.query import Query
from trials.search.understanding.shapes import Corrected
from trials.vocabulary.lookup import MOST_WORDS, lookup
from trials.vocabulary.mentions import Mention
from trials.vocabulary.sources import usual_words
from trials.vocabulary.tokens import HAN, Token, key_of
from trials.vocabulary.wordlists import all_phrase_words

SPELLING, SPACING = "spelling", "spacing"
SHORTEST, TRIED = 4, 6
# Of a Chinese name that may have one wrong character.
SHORTEST_HAN, LONGEST_HAN = 3, 8
# A word of our own lists counts tenfold.
OURS = 10
# What Arabic writes together with a word: to, by, and.
PREFIXES = ("ل", "ب", "و", "ف", "ك")


def correct_words(query: Query, is_place: IsPlace) -> list[Corrected]:
    """Replace words that nobody knows by words that name something."""
    found = []
    mentions = meant_mentions(query.tokens)
    named = {place for one in mentions for place in range(one.start, one.end)}
    for at, token in enumerate(query.tokens):
        if at in named or is_usual(token.text) or is_place(token.typed):
            continue
        best = best_word(query.tokens, at)
        if best:
            query.tokens[at] = replace(token, text=best)
            if not is_prefixed(token.text, best):
                found.append(Corrected(token.typed, best, SPELLING))
    return found


def is_usual(word: str) -> bool:
    """Whether nobody needs to look for another word: it is ours, or says a number."""
    return (
        lookup().words.get(word, 0) >= OURS
        or word in all_phrase_words()
        or word in usual_words()
        or any(letter.isdigit() for letter in word)
        or len(word) < SHORTEST
    )


def is_prefixed(word: str, other: str) -> bool:
    return word[:1] in PREFIXES and word[1:] == other


def best_word(tokens: list[Token], at: int) -> str:
    """Return the likely word that makes the longest name here, "" for none."""
    best, longest = "", 0
    # A last "s" is no plural where a word is mistyped.
    typed = fold_text(tokens[at].typed)
    for word in dict.fromkeys((*likely_words(tokens[at].text), *likely_words(typed))):
        tried = [*tokens[:at], replace(tokens[at], text=word), *tokens[at + 1 :]]
        sizes = [
            m.end - m.start for m in meant_mentions(tried) if m.start <= at < m.end
        ]
        if sizes and sizes[0] > longest:
            best, longest = word, sizes[0]
    return best


@lru_cache(maxsize=2048)
def likely_words(word: str) -> tuple[str, ...]:
    """Return known words that differ by a letter or two, the likeliest first."""
    if word[:1] in PREFIXES and word[1:] in lookup().words:
        return (word[1:],)
    most = 1 if len(word) <= 5 else 2
    near = process.extract(
        word, vocabulary_words(), scorer=OSA.distance, score_cutoff=2, limit=60
    )
    weighed = []
    for other, distance, _at in near:
        is_anagram = sorted(other) == sorted(word)
        steps = 1 if is_anagram else distance
        starts_alike = other[0] == word[0]
        if steps <= most and (starts_alike or steps <= 1):
            weighed.append((steps, not starts_alike, -lookup().words[other], other))
    return tuple(other for *_weight, other in sorted(weighed)[:TRIED])


@lru_cache(maxsize=1)
def vocabulary_words() -> list[str]:
    """Return the words that somebody may have meant; Chinese is compared by names."""
    return [word for word in lookup().words if len(word) >= SHORTEST - 1]


def correct_characters(query: Query) -> list[Corrected]:
    """Replace one wrong character of a Chinese name of at least three."""
    found, mentions = [], meant_mentions(query.tokens)
    for at in range(len(query.tokens)):
        name = name_but_one(query.tokens, at, mentions)
        if name:
            end = at + len(name)
            found.append(Corrected(query.typed(at, end), name, SPELLING))
            for place, letter in enumerate(name, at):
                query.tokens[place] = replace(query.tokens[place], text=letter)
            mentions = meant_mentions(query.tokens)
    return found


def name_but_one(tokens: list[Token], at: int, mentions: list[Mention]) -> str:
    """Return the longest name that differs by one character from what stands here.

    The wrong character is in no name, and no name that stands here is cut in two.
    """
    if not HAN.match(tokens[at].text):
        return ""
    near = [one for one in mentions if abs(one.start - at) <= MOST_WORDS]
    named = {place for one in near for place in range(one.start, one.end)}
    for size in range(LONGEST_HAN, SHORTEST_HAN - 1, -1):
        if not is_whole(tokens, at, size) or named >= set(range(at, at + size)):
            continue
        cuts = any(
            one.start < edge < one.end for one in near for edge in (at, at + size)
        )
        words = [token.text for token in tokens[at : at + size]]
        name = "" if cuts else nearly(words)
        wrong = [
            place
            for place, pair in enumerate(zip(name, words, strict=False))
            if pair[0] != pair[1]
        ]
        standing = named & set(range(at, at + size))
        if name and at + wrong[0] not in named and (size > 3 or len(standing) < 2):
            return name
    return ""


def is_whole(tokens: list[Token], at: int, size: int) -> bool:
    """Whether so many characters stand here without a space."""
    window = tokens[at : at + size]
    return len(window) == size and window[-1].end - window[0].start == size


def nearly(words: list[str]) -> str:
    """Return the first name that differs in exactly one character, "" for none."""
    typed = "".join(words)
    alike = [one for key in but_one(typed) for one in han_names().get(key, ())]
    return min((one for one in alike if one[1] != typed), default=(0, ""))[1]


def but_one(name: str) -> list[str]:
    """Return a name once for each character, without that one."""
    return [f"{name[:at]}?{name[at + 1 :]}" for at in range(len(name))]


@lru_cache(maxsize=1)
def han_names() -> dict[str, list[tuple[int, str]]]:
    """Return the Chinese names, in their order, by what stays without one character."""
    found: dict[str, list[tuple[int, str]]] = {}
    for order, name in enumerate(lookup().names):
        is_fitting = SHORTEST_HAN <= len(name) <= LONGEST_HAN
        if is_fitting and all(HAN.match(letter) for letter in name):
            for key in but_one(name):
                found.setdefault(key, []).append((order, name))
    return found


def split_words(query: Query) -> list[Corrected]:
    """Divide a word that is two words of one name: "lungcancer"."""
    found, at = [], 0
    while at < len(query.tokens):
        token = query.tokens[at]
        for cut in range(3, len(token.text) - 2):
            parts = [token.text[:cut], token.text[cut:]]
            if token.text not in lookup().words and key_of(parts) in lookup().names:
                middle = token.start + cut
                query.tokens[at : at + 1] = [
                    Token(parts[0], token.typed[:cut], token.start, middle),
                    Token(parts[1], token.typed[cut:], middle, token.end),
                ]
                found.append(Corrected(token.typed, " ".join(parts), SPACING))
                break
        at += 1
    return found
