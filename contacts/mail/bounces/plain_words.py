"""What a returned mail says in words alone, where no library knows its server. Pure.

Servers of many lands tell of a lost mail in their own language. Common to all are the
address and the answer that another server gave them ("550 …", "5.1.1").
"""

import re
from collections.abc import Iterator

from contacts.mail.bounces.blocks import BounceNotice, judged
from contacts.mail.bounces.spelling import one_spelling
from contacts.mail.reading.heads import ADDRESS
from contacts.mail.reading.letter import ReadingLimits, read_letter_bytes
from contacts.mail.reading.phrases import mentions

MOST_WORDS, MOST_ADDRESSES = 6000, 5
# "5.1.1", and no part of a day or of a machine's number.
STATUS = re.compile(r"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?!\.?\d)")
# A server's answer: three digits, then its words or the longer code.
ANSWER = re.compile(r"(?<![\d.+-])([45])[0-5]\d(?=[ \-:#<(]{1,3}[#<(]?[\w])")
# Programs that carry mails are not who the mail was for.
CARRIER = re.compile(r"(?:mailer-?daemon|postmaster|bounce)", re.I)


def of_words(raw: bytes) -> Iterator[BounceNotice]:
    """Return what is said of each address named; "unknown" where nothing is sure."""
    letter = read_letter_bytes(raw, ReadingLimits(max_parts=50, max_text=MOST_WORDS))
    if not letter.is_report:
        # A person who writes to the mail's return address, whatever numbers they name.
        return
    words = letter.text or letter.quoted
    kind, status = outcome_of(words, letter.subject)
    named = (one_spelling(one.strip(".")) for one in ADDRESS.findall(words))
    meant = [one for one in dict.fromkeys(named) if not CARRIER.match(one)]
    for address in meant[:MOST_ADDRESSES]:
        yield BounceNotice(kind, address, address, status)


def outcome_of(words: str, subject: str) -> tuple[str, str]:
    """Return what became of the mail, and the status code."""
    found, answer = STATUS.search(words), ANSWER.search(words)
    status = found[0] if found else ""
    given = status[:1] or (answer[1] if answer else "")
    if given == "5":
        return judged("bounced", status), status
    is_late = mentions(f"{subject}\n{words}".casefold(), "still_tried")
    return ("deferred" if given == "4" or is_late else "unknown"), status
