"""Which sentences of a mail are a machine's, and which a person's. Linear."""

import re
from collections import Counter
from dataclasses import dataclass

from contacts.mail.reading.phrases import (
    UNSPACED,
    mention_together,
    mentions,
    phrases,
)

# The mark stays with its sentence: a question is a person's.
# "4. Dezember" is a day, not an end.
BREAK = re.compile(r"(?<=[.!?;])(?<!\b\d\.)(?<!\b\d\d\.)\s+|(?<=[。！？；؟])|\n+")
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"(?<![/\d])\d{1,2}(?![/\d])")
FEW_WORDS, FEW_SIGNS = 4, 7
LONGEST = 600
# A question mark in an address of the web asks nothing.
QUESTION = re.compile(r"[?？؟](?!\w)")


@dataclass(frozen=True)
class Share:
    """How many sentences are whose."""

    of_machine: int = 0
    of_person: int = 0
    # Among the machine's: an absence or a note that says it is one.
    is_plain: bool = False
    # Among the machine's: "we have received your message", which people write too.
    of_receipt: int = 0
    # Whether one of the machine's says that a machine wrote it.
    is_note: bool = False
    # Whether a person asks something.
    asks: bool = False


def share_of(text: str) -> Share:
    """Sort the sentences of a text; greetings and names are nobody's."""
    count = Counter(map(kind_of_sentence, sentences(text.casefold())))
    asides = count["aside"] + count["back"]
    people, asks = count["person"] + count["question"], count["question"] > 0
    plain, receipts = count["note"] + count["absence"], count["receipt"]
    # Ill are our readers too: alone it says nothing of who wrote.
    is_note_of_ill = plain > 0 or asides > 0
    plain += count["ill"] * is_note_of_ill
    receipts += count["ill"] * (not is_note_of_ill)
    if plain or receipts:
        total = plain + receipts + asides
        return Share(total, people, plain > 0, receipts, count["note"] > 0, asks)
    # "I will return on Monday" is a machine's only beside more of the kind.
    if count["back"] and asides > 1 and not people:
        return Share(asides, 0, of_receipt=asides)
    return Share(0, people + asides, asks=asks)


def sentences(text: str) -> list[str]:
    """Split at ends of sentences and lines; signatures' dashes end the text."""
    body = text.partition("\n-- \n")[0]
    # A line broken in a sentence is no end: mails are wrapped at 72 letters.
    joined = re.sub(r"(?<=[^\n.!?。！？:：]{30})\n(?=[^\n])", " ", body)
    return [one.strip()[:LONGEST] for one in BREAK.split(joined) if one.strip()]


def kind_of_sentence(sentence: str) -> str:
    """Return whose a sentence is, "" for one that says nothing."""
    if mentions(sentence, "told_of"):
        # "I got an automatic reply": only a person tells of one.
        return "question" if QUESTION.search(sentence) else "person"
    if mentions(sentence, "machine"):
        return "note"
    if QUESTION.search(sentence):
        return slight_kind(sentence) if is_slight(sentence) else question_kind(sentence)
    if mentions(sentence, "absence"):
        # Somebody else's absence is news, or a team's note: a person looks.
        is_news = mention_together(sentence, "absence", "others")
        return "receipt" if is_news else "absence"
    for kind in ("ill", "receipt", "back", "aside"):
        if mentions(sentence, kind):
            return kind
    if sentence.startswith(phrases("sent_from")) or is_slight(sentence):
        return ""
    return "person"


def question_kind(sentence: str) -> str:
    """Tell "Is it urgent?" above a telephone number from a person's question."""
    return "person" if mentions(sentence, "urgent") else "question"


def slight_kind(sentence: str) -> str:
    """Tell "Urgent?" from "May I come?", which raises a doubt and no more."""
    is_one_word = len(WORD.findall(sentence)) < 2 and not UNSPACED.search(sentence)
    return "" if is_one_word or mentions(sentence, "urgent") else "person"


def is_slight(sentence: str) -> bool:
    """Whether a sentence is as short as a greeting or a name."""
    if NUMBER.search(sentence) and QUESTION.search(sentence):
        # "Is the 30th fine?" asks for a day, whatever its length.
        return False
    if UNSPACED.search(sentence):
        return len(WORD.findall(sentence)) < 2 and len(sentence) < FEW_SIGNS
    return len(WORD.findall(sentence)) < FEW_WORDS
