"""Addresses by which an answered e-mail finds its enquiry. Pure.

`reply+enq7k3m4qxt9hwcf.<proof>@domain`: the reference, who may write ("f" the family,
"t" the team), and a keyed proof, all in letters that survive any mail program. A team's
proof holds for its own site only: once an enquiry is passed on, it proves nothing.
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
    """What an address says: a reference, the side that writes, and a proof of it."""

    reference: str
    side: str
    given: str

    def is_proven(self, place: str, secret: str) -> bool:
        """Whether we made it, for the team of this place where a team writes."""
        return hmac.compare_digest(
            self.given, proof(self.reference, self.side, place, secret)
        )


def reply_address(
    reference: str, side: str, place: str, secret: str, domain: str
) -> str:
    """Return the address to put into Reply-To; "" where no mail comes in.

    `place` names the site that a team writes for; a family's address outlives it.
    """
    if not domain:
        return ""
    word = reference.replace("-", "").lower()
    return f"reply+{word}{side}.{proof(reference, side, place, secret)}@{domain}"


def proof(reference: str, side: str, place: str, secret: str) -> str:
    """Return 104 bits that only we can make."""
    parts = ["reply", reference, side, *([place] if side == TEAM else [])]
    digest = hmac.new(secret.encode(), ":".join(parts).encode(), sha256)
    return digest.hexdigest()[:PROOF_DIGITS]


def read_reply_address(address: str) -> ReplyAddress | None:
    """Return what an address says, still to be proven, or None."""
    match = FORM.search(address.strip().lower())
    if match is None:
        return None
    word, side, given = match.groups()
    parts = (word[:3], word[3:7], word[7:11], word[11:])
    return ReplyAddress("-".join(parts).upper(), side, given)
