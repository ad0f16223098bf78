"""What a record's free texts say of chance, placebo, masking and phase."""

import re

from trials.plain.record import PlainRecord

DENIED = re.compile(
    r"(?:\bnon[- ]?|\b(?:not?|without)\s+(?:\w+\s+){0,4})$", re.IGNORECASE
)
RANDOM = re.compile(r"\brandomi[sz](?:ed|ation|ing)\b|\bat random\b", re.IGNORECASE)
IN_ORDER = re.compile(r"\border\b|\bsequence\b", re.IGNORECASE)
PLACEBO = re.compile(r"\bplacebo", re.IGNORECASE)
DOUBLE_BLIND = re.compile(r"\bdouble[- ]?(?:blind|mask)", re.IGNORECASE)
OPEN_LABEL = re.compile(r"\bopen[- ]?label", re.IGNORECASE)
BLINDED = re.compile(r"\b(?:blind|mask)", re.IGNORECASE)
SINGLE_ARM = re.compile(r"\bsingle[- ](?:arm|group)\b|\bone[- ]arm\b", re.IGNORECASE)
ANOTHER = re.compile(r"\bprevious|\bearlier|\bwas tested\b|\bprior\b", re.IGNORECASE)
PHASE = re.compile(
    r"\bphase[- ]?(iv|iii|ii|i|[1-4])(?:[ab])?"
    r"(?:\s?[/-]\s?(?:phase )?(iv|iii|ii|i|[1-4])[ab]?)?\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def titles(record: PlainRecord) -> str:
    return f"{record.brief_title}\n{record.official_title}"


def says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text says something without denying it just before."""
    return any(
        not DENIED.search(text[max(0, found.start() - 40) : found.start()])
        for found in pattern.finditer(text)
    )


def says_chance(text: str) -> bool:
    """Whether a text says of this study that chance decides."""
    return any(
        says(RANDOM, sentence)
        and not IN_ORDER.search(sentence)
        and not ANOTHER.search(sentence)
        for sentence in SENTENCE.split(text)
    )
