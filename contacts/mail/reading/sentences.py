"""Which sentences of a mail are a machine's, and which a person's. Linear."""

import re
from dataclasses import dataclass

from contacts.mail.reading.phrases import UNSPACED, mentions, phrases

# The mark stays with its sentence: a question is a person's.
BREAK = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；؟])|\n+")
WORD = re.compile(r"\w+")
FEW_WORDS, FEW_SIGNS = 4, 7
LONGEST = 600
QUESTION = re.compile(r"[?？؟]")


@dataclass(frozen=True)
class Share:
    """How many sentences are whose."""

    of_machine: int = 0
    of_person: int = 0
    # Among the machine's: an absence or a note that says it is one.
    is_plain: bool = False
    # Among the machine's: "we have received your message", which people write too.
    of_receipt: int = 0


def share_of(text: str) -> Share:
    """Sort the sentences of a text; greetings and names are nobody's."""
    plain = receipts = asides = people = 0
    for sentence in sentences(text.casefold()):
        kind = kind_of(sentence)
        plain += kind == "plain"
        receipts += kind == "receipt"
        asides += kind == "aside"
        people += kind == "person"
    # "I will return on Monday" is a machine's only beside "I am away".
    if not (plain or receipts):
        return Share(0, people + asides)
    return Share(plain + receipts + asides, people, plain > 0, receipts)


def sentences(text: str) -> list[str]:
    """Split at ends of sentences and lines; signatures' dashes end the text."""
    body = text.partition("\n-- \n")[0]
    # A line broken in a sentence is no end: mails are wrapped at 72 letters.
    joined = re.sub(r"(?<=[^\n.!?。！？:：]{30})\n(?=[^\n])", " ", body)
    return [one.strip()[:LONGEST] for one in BREAK.split(joined) if one.strip()]


def kind_of(sentence: str) -> str:
    """Return whose a sentence is, "" for one that says nothing."""
    if mentions(sentence, "machine"):
        return "plain"
    if is_question(sentence):
        return "person"
    if mentions(sentence, "absence"):
        # Somebody else's absence is news, or a team's note: a person looks.
        return "receipt" if mentions(sentence, "others") else "plain"
    if mentions(sentence, "receipt"):
        return "receipt"
    if mentions(sentence, "aside"):
        return "aside"
    if sentence.startswith(phrases("sent_from")) or is_slight(sentence):
        return ""
    return "person"


def is_question(sentence: str) -> bool:
    return bool(QUESTION.search(sentence))


def is_slight(sentence: str) -> bool:
    """Whether a sentence is as short as a greeting or a name."""
    if UNSPACED.search(sentence):
        return len(WORD.findall(sentence)) < 2 and len(sentence) < FEW_SIGNS
    return len(WORD.findall(sentence)) < FEW_WORDS
