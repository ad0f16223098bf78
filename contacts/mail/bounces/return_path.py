"""The address that a mail comes back to, bound to that one mail by a proof. Pure.

`bounce+<id>.<proof>@domain`: the left part of the Message-ID, and a keyed proof, within
the 64 characters that a mailbox's name may have. It stands in the envelope and in the
Return-Path of the mail that arrived, so that only its readers and carriers know it.
"""

import hmac
import re
from collections.abc import Iterator
from hashlib import sha256

ID_DIGITS, PROOF_DIGITS = 32, 20
BACK = "bounce"


def form_of(kind: str) -> re.Pattern[str]:
    """Return how the addresses of a kind are written."""
    word, given = rf"[0-9a-f]{{{ID_DIGITS}}}", rf"[0-9a-f]{{{PROOF_DIGITS}}}"
    return re.compile(rf"{kind}\+({word})\.({given})(?:@|=40)", re.I)


FORM = form_of(BACK)
OURS = re.compile(rf"<?([0-9a-f]{{{ID_DIGITS}}})@", re.I)


def return_path(message_id: str, secret: str, domain: str, kind: str = BACK) -> str:
    """Return the envelope's sender of a mail; "" where no mail comes in."""
    found = OURS.match(message_id)
    if not domain or found is None:
        return ""
    word = found.group(1).lower()
    return f"{kind}+{word}.{proof(word, secret, kind)}@{domain}"


def proof(word: str, secret: str, kind: str = BACK) -> str:
    """Return 80 bits that only we can make."""
    digest = hmac.new(secret.encode(), f"{kind}:{word}".encode(), sha256)
    return digest.hexdigest()[:PROOF_DIGITS]


def is_return_path(address: str) -> bool:
    """Whether an address has the form, proven or not."""
    return FORM.search(address) is not None


def proven_words(texts: list[str], secret: str, kind: str = BACK) -> Iterator[str]:
    """Yield the beginnings of the Message-IDs that some addresses prove."""
    for text in texts:
        for word, given in form_of(kind).findall(text):
            if hmac.compare_digest(given.lower(), proof(word.lower(), secret, kind)):
                yield word.lower()
