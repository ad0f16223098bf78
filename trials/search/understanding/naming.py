"""Which concepts a search names, and which of them it does not want."""

from collections.abc import Sequence

from trials.search.understanding.query import Query
from trials.search.understanding.shapes import Concept
from trials.vocabulary.concepts import ancestors, known_concepts
from trials.vocabulary.lookup import organ_words
from trials.vocabulary.mentions import Mention, mentions_in
from trials.vocabulary.tokens import Token, key_of
from trials.vocabulary.wordlists import joining_words, phrases


def take_concepts(query: Query, language: str) -> list[Concept]:
    """Return what a search names, from left to right."""
    mentions = meant_mentions(query.tokens) or organs_in(query.tokens)
    for one in mentions:
        query.take(one.start, one.end)
    found: list[Concept] = []
    was_excluded = False
    for at, one in enumerate(mentions):
        between = mentions[at - 1].end if at else 0
        was_excluded = is_refused(query, one, between, was_excluded)
        words = query.typed(one.start, one.end)
        keys = one.keys if was_excluded else in_context(one, mentions)
        found += [
            Concept.known(key, words, language, is_excluded=was_excluded)
            for key in keys
        ]
    return found


def meant_mentions(tokens: Sequence[Token]) -> list[Mention]:
    """Return the mentions without everyday words that look like abbreviations."""
    telling = [token for token in tokens if token.text not in phrases("filler")]
    return [
        one
        for one in mentions_in(tokens)
        if not one.is_abbreviation
        or telling in ([], [tokens[one.start]])
        or tokens[one.start].text not in phrases("everyday")
        or tokens[one.start].typed.isupper()
    ]


def organs_in(tokens: Sequence[Token]) -> list[Mention]:
    """Return the parts of the body in a search that names nothing else."""
    found: list[Mention] = []
    for at in range(len(tokens)):
        for end in (at + 3, at + 2, at + 1):
            words = [token.text for token in tokens[at:end]]
            keys = organ_words().get(key_of(words)) if end <= len(tokens) else None
            if keys and (not found or found[-1].end <= at):
                found.append(Mention(at, end, keys))
    return found


def is_refused(query: Query, one: Mention, after: int, was_refused: bool) -> bool:
    """Whether "not", "without" and the like stand before a mention and take it."""
    at = one.start
    while at > after and query.tokens[at - 1].text in joining_words():
        at -= 1
    if at == after and after < one.start and was_refused:
        return True
    for end in range(one.start, at - 1, -1):
        start = query.phrase_before(end, "not")
        if start >= after:
            query.take(start, one.start)
            return True
    return False


def in_context(one: Mention, mentions: list[Mention]) -> tuple[str, ...]:
    """Return what an ambiguous name means beside the others, all where none helps."""
    if len(one.keys) == 1:
        return one.keys
    others = {key for other in mentions if other is not one for key in other.keys}
    fitting = tuple(key for key in one.keys if is_related(key, others))
    return fitting or one.keys


def is_related(key: str, others: set[str]) -> bool:
    """Whether a condition stands above, under or beside what else is named."""
    own = {above for above, _steps in ancestors(key)} | {key}
    kinds = known_concepts()
    return any(
        other in own or key in {above for above, _steps in ancestors(other)}
        for other in others
        if kinds[other].kind == kinds[key].kind
    )
