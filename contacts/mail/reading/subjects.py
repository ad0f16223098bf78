"""Subjects: what stands before them in any language, and whether two are the same."""

import re

from contacts.mail.reading.phrases import phrases

PREFIX = re.compile(
    r"\s*([^\W\d_]{1,14}(?: [^\W\d_]{1,12})?|v/v)\s?"
    r"(?:[\[(]\d{1,3}[\])]|\d{1,2})?\s?[:：]\s*"
)
TAG = re.compile(r"\s*\[[^\[\]]{1,60}\]\s*")
MOST = 12


def bare_subject(subject: str) -> str:
    """Return a subject without tags and prefixes, in small letters."""
    return strip_prefixes(subject)[0]


def is_forwarding(subject: str) -> bool:
    """Whether the foremost prefix says that somebody else's mail follows."""
    return strip_prefixes(subject)[1] == "forward"


def strip_prefixes(subject: str) -> tuple[str, str]:
    """Return the bare subject and what its first prefix says."""
    rest, first = subject.casefold()[:1000], ""
    for _ in range(MOST):
        tag = TAG.match(rest)
        if tag:
            rest = rest[tag.end() :]
            continue
        found = PREFIX.match(rest)
        kind = kind_of_prefix(found[1]) if found else ""
        if found is None or not kind:
            break
        first = first or kind
        rest = rest[found.end() :]
    return " ".join(rest.split()), first


def kind_of_prefix(word: str) -> str:
    # "VS:" answers in Finnish and forwards in Danish; shown whole, nothing is lost.
    if word in phrases("forward_prefixes"):
        return "forward"
    return "reply" if word in phrases("reply_prefixes") else ""


def is_same_subject(first: str, second: str) -> bool:
    one, two = bare_subject(first), bare_subject(second)
    if not one or not two:
        return False
    shorter, longer = sorted((one, two), key=len)
    return one == two or (len(shorter) >= 12 and longer.startswith(shorter))
