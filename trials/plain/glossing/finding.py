"""Which glosses may stand beside a criterion."""

import re
from collections.abc import Sequence
from functools import lru_cache

from trials.plain.glossing.rules import RULES
from trials.plain.glossing.shapes import INCLUSION, OTHER_PEOPLE, PREGNANT, GlossRule
from trials.plain.glossing.words import gloss_sentence
from trials.plain.sentences import Sentence

LONGEST, MOST = 600, 3
# One word says enough only of these.
ONE_WORD = frozenset({"pregnancy", "infection"})
CLAUSE = re.compile(r"(?<=[;；])|(?<=[.。])\s+(?=[A-Z(])|(?<!\d)(?=\s\d{1,2}\.\s[A-Z])")
EXCEPTION = re.compile(
    r"\bunless\b|\bexcept\b|\bexcluding\b|\bother than\b|\bexception of\b"
    r"|\bmay be eligible\b|\b(?:are|is) eligible\b|\bwill be allowed\b|\b(?:is"
    r"|are) allowed\b"
    r"|\bnot required\b",
    re.IGNORECASE,
)
DENIAL = re.compile(r"\b(?:not|no|without|non)\W+(?:[\w/-]+\W+){0,3}$", re.IGNORECASE)
SOME_ONLY = re.compile(
    r"\bpart [A-D\d]\b|\b(?:arm|cohort|group) (?:\d|[A-D])\b", re.IGNORECASE
)
OTHERS = re.compile(OTHER_PEOPLE, re.IGNORECASE)
HEADER = re.compile(
    r"(?:criteria|following|below)\W*[:：]\W*$|[:：]\W*$", re.IGNORECASE
)
NOT_PREGNANT = re.compile(
    rf"\b(?:not|no|non)[ -](?:be )?(?:currently )?(?:{PREGNANT})"
    rf"|\bnot (?:be )?pregnant (?:or|and|nor) |\bpregnancy tests?\b",
    re.IGNORECASE,
)
# A header that is itself the rule.
HEADED = frozenset({"organ_function", "substance"})


def glosses(text: str, side: str) -> list[str]:
    """Return the kinds that one criterion is about, at most three.

    `text` is one line without escapes, `side` "inclusion" or "exclusion".
    """
    side = side.lower()
    if not text.strip() or len(text) > LONGEST or SOME_ONLY.search(text):
        return []
    clauses = CLAUSE.split(text)
    is_header, is_word = bool(HEADER.search(text)), len(text.split()) == 1
    found = [
        kind
        for kind, rule in RULES.items()
        if (not is_header or kind in HEADED)
        and (not is_word or kind in ONE_WORD)
        and is_about(rule, clauses, side)
    ]
    if side == INCLUSION and not is_header and is_not_pregnant(text, clauses):
        found.insert(0, "pregnancy")
    return found[:MOST]


def gloss_lines(text: str, side: str) -> list[Sentence]:
    """Return the glosses of a line in the active language."""
    return kinds_in_words(known_kinds(text, side), text)


def kinds_in_words(kinds: Sequence[str], text: str) -> list[Sentence]:
    """Return what a line is about in the active language."""
    is_part = len(kinds) > 1 or len(CLAUSE.split(text)) > 1
    found = (gloss_sentence(kind, text, is_part=is_part) for kind in kinds)
    return [one for one in found if one]


@lru_cache(maxsize=20_000)
def known_kinds(text: str, side: str) -> tuple[str, ...]:
    """Return the kinds of a line, which every language shows."""
    return tuple(glosses(text, side))


def is_about(rule: GlossRule, clauses: list[str], side: str) -> bool:
    """Whether a clause shows what the rule asks for, and nothing forbids it."""
    if side not in rule.sides:
        return False
    return any(clause_shows(rule, clause) for clause in clauses)


def clause_shows(rule: GlossRule, clause: str) -> bool:
    found = rule.pattern.search(clause)
    if found is None or (rule.needs and not rule.needs.search(clause)):
        return False
    if rule.blocked and rule.blocked.search(clause):
        return False
    if not rule.covers_exception and EXCEPTION.search(clause):
        return False
    if OTHERS.search(clause):
        return False
    return rule.covers_denial or not DENIAL.search(clause[: found.start()])


def is_not_pregnant(text: str, clauses: list[str]) -> bool:
    """Whether an inclusion line asks that somebody be not pregnant."""
    rule = RULES["pregnancy_test"]
    is_test = is_about(rule, clauses, INCLUSION)
    is_denied = bool(NOT_PREGNANT.search(text)) and not re.search(
        r"\bpregnancy tests?\b", text, re.IGNORECASE
    )
    return (is_test or is_denied) and not OTHERS.search(text)
