"""What a letter says beside its greeting, its close and its names. Linear.

Who writes "Hi," and nothing more has answered within the old mail, where no mark tells
the answers from the questions: then all of it is shown.
"""

import re

from contacts.mail.reading.phrases import UNSPACED, phrase_pattern, phrases

MOST_WORDS, MOST_SIGNS, MOST_NAMES = 6, 20, 5
# "Hi, we come" goes on behind its greeting, "Hello, doctor" does not.
GOES_ON = re.compile(r"[,!:;،]\s*\w+\s+\w|[，。！：；、]\s*\w|[?？؟\d]")
RULE = "-_* "


def has_words(own: list[str]) -> bool:
    """Whether (tidy) lines say more than greetings, names and a telephone's line."""
    signed, is_closed = phrases("sent_from"), False
    for line in own:
        if line.startswith("--") and not line.strip(RULE):
            is_closed = True
        if not line.strip(RULE) or line.startswith(signed) or begins(line, "greetings"):
            continue
        if begins(line, "closings"):
            is_closed = True
        elif not (is_closed and is_brief(line, MOST_NAMES)):
            return True
    return False


def begins(line: str, kind: str) -> bool:
    """Whether a line is such a phrase, and at most a name behind it."""
    return bool(phrase_pattern(kind).match(line)) and is_brief(line, MOST_WORDS)


def is_brief(line: str, most: int) -> bool:
    """Whether a line can hold no more than a name."""
    is_short = len(line) <= MOST_SIGNS if UNSPACED.search(line) else True
    return is_short and len(line.split()) <= most and not GOES_ON.search(line)
