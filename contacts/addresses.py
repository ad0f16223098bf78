"""Addresses by which an answered e-mail finds its enquiry. Pure.

`reply+enq7k3m4qxt9hwcf.<proof>@domain`: the reference, who may write ("f" the family,
"t" the team), and a keyed proof, all in letters that survive any mail program.
"""

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

FAMILY, TEAM = "f", "t"
PROOF_DIGITS = 26
FORM = re.compile(
    rf"reply\+(enq[0-9a-z]{{12}})([{FAMILY}{TEAM}])\.([0-9a-f]{{{PROOF_DIGITS}}})@"
)


@dataclass(frozen=True)
class ReplyAddress:
    """An enquiry's reference and the side that writes from this address."""

    reference: str
    side: str


def reply_address(reference: str, side: str, secret: str, domain: str) -> str:
    """Return the address to put into Reply-To; "" where no mail comes in."""
    if not domain:
        return ""
    word = reference.replace("-", "").lower()
    return f"reply+{word}{side}.{proof(word, side, secret)}@{domain}"


def proof(word: str, side: str, secret: str) -> str:
    """Return 104 bits that only we can make."""
    text = f"reply:{word}:{side}".encode()
    return hmac.new(secret.encode(), text, sha256).hexdigest()[:PROOF_DIGITS]


def read_reply_address(address: str, secret: str) -> ReplyAddress | None:
    """Return what an address proves, or None."""
    match = FORM.search(address.strip().lower())
    if match is None:
        return None
    word, side, given = match.groups()
    if not hmac.compare_digest(given, proof(word, side, secret)):
        return None
    parts = (word[:3], word[3:7], word[7:11], word[11:])
    return ReplyAddress("-".join(parts).upper(), side)
