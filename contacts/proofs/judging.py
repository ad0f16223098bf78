"""Proofs that a form past an allowance asks for: a little work, or a little patience.

With scripts the browser solves a challenge of the open altcha format. Without, the
page holds a ticket that becomes valid after a minute. Both are signed, made out for
one `purpose` (a form with its key), and run out.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from secrets import randbelow, token_hex
from typing import Any

import altcha
from django.core.signing import BadSignature, Signer

from portal.lib.tokens import content_hash

ALGORITHM = "PBKDF2/SHA-256"
# Rounds of one try, and how many tries it takes. Measured (docs/configuration.md): far
# less than 2 s on a device six times slower than a server.
COST, FEWEST, MOST = 2000, 20, 60
# A challenge and a ticket are good for so long after the page that showed them.
LASTS = timedelta(hours=1)
RIPE = timedelta(seconds=60)
# Clocks of two web servers may differ a little.
SKEW = timedelta(seconds=5)


class Verdict(Enum):
    """What a proof is worth."""

    GOOD = "good"
    MISSING = "missing"
    EARLY = "early"
    WRONG = "wrong"


@dataclass(frozen=True)
class Judged:
    """A verdict, and what names a good proof so that it is used once."""

    verdict: Verdict
    name: str = ""
    made_at: datetime | None = None


def new_challenge(secret: str, purpose: str, now: datetime) -> str:
    """Return a challenge as JSON; the answer to it fits this purpose alone."""
    made = altcha.create_challenge(
        ALGORITHM,
        COST,
        counter=FEWEST + randbelow(MOST - FEWEST),
        expires_at=now + LASTS,
        data={"for": bound(secret, purpose), "at": int(now.timestamp())},
        hmac_secret=signing_key(secret),
        hmac_key_secret=answer_key(secret),
    )
    return json.dumps(made.to_dict())


def new_ticket(secret: str, purpose: str, now: datetime) -> str:
    """Return a ticket that is valid in a minute."""
    said = {"for": bound(secret, purpose), "at": int(now.timestamp())}
    return signer(secret).sign_object({**said, "id": token_hex(16)})


def judge_proof(text: str, secret: str, purpose: str, now: datetime) -> Judged:
    """Say what somebody's proof is worth now."""
    if not text:
        return Judged(Verdict.MISSING)
    if ":" in text:
        return judge_ticket(text, secret, purpose, now)
    return judge_solution(text, secret, purpose, now)


def judge_ticket(text: str, secret: str, purpose: str, now: datetime) -> Judged:
    """Say whether a ticket is ours, for this form, and old enough."""
    try:
        said = signer(secret).unsign_object(text)
    except (BadSignature, ValueError, binascii.Error):
        return Judged(Verdict.WRONG)
    if not is_meant(said, secret, purpose, now):
        return Judged(Verdict.WRONG)
    made_at = moment(said["at"])
    is_ripe = now - made_at >= RIPE
    return Judged(Verdict.GOOD if is_ripe else Verdict.EARLY, said["id"], made_at)


def judge_solution(text: str, secret: str, purpose: str, now: datetime) -> Judged:
    """Say whether somebody solved a challenge of ours, for this form, in time."""
    try:
        payload = altcha.Payload.from_base64(text)
        keys = {"hmac_key_secret": answer_key(secret)}
        checked = altcha.verify_solution(payload, signing_key(secret), **keys)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # The library reads what strangers send; whatever it stumbles over is no proof.
        return Judged(Verdict.WRONG)
    said = payload.challenge.parameters.data
    if not checked.verified or not is_meant(said, secret, purpose, now):
        return Judged(Verdict.WRONG)
    name = payload.challenge.parameters.nonce
    return Judged(Verdict.GOOD, name, moment(said["at"]))


def solve(challenge: str) -> str:
    """Return a challenge's solution, as the browser's worker finds it."""
    parsed = altcha.Challenge.from_dict(json.loads(challenge))
    found = altcha.solve_challenge(parsed)
    said = {"challenge": parsed.to_dict(), "solution": found and found.to_dict()}
    return base64.b64encode(json.dumps(said).encode()).decode()


def is_meant(said: Any, secret: str, purpose: str, now: datetime) -> bool:
    """Whether something we signed is for this form, and not too old."""
    if said["for"] != bound(secret, purpose):
        return False
    return moment(said["at"]) - SKEW <= now <= moment(said["at"]) + LASTS


def moment(stamp: int) -> datetime:
    """Return the time of a stamp."""
    return datetime.fromtimestamp(stamp, tz=UTC)


def bound(secret: str, purpose: str) -> str:
    """Return what a proof carries instead of the form's key."""
    return content_hash(secret, "proof for", purpose)


def signer(secret: str) -> Signer:
    """Return what signs tickets."""
    return Signer(key=secret, salt="contacts.proofs.judging.ticket")


def signing_key(secret: str) -> str:
    """Return the key that signs challenges; of no use for anything else."""
    return content_hash(secret, "proof", "challenge")


def answer_key(secret: str) -> str:
    """Return the key under which a challenge carries its own answer."""
    return content_hash(secret, "proof", "answer")
