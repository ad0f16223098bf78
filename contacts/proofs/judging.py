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
from typing import Any

import altcha
from django.core.signing import BadSignature

from contacts.proofs.tickets import LASTS, answer_key, bound, signer, signing_key

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
    return datetime.fromtimestamp(stamp, tz=UTC)
