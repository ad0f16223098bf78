"""Beginnings as keyed hashes of twenty bits, under a key for each team. Pure."""

import hmac
from collections.abc import Iterable
from hashlib import sha256

# So few that a hash fits many beginnings: docs/decisions/2026-11-29-marks.md.
BITS = 20
# Enquiries that no team of ours has.
NO_TEAM = 0


def team_key(secret: str, team: int) -> bytes:
    """Return the key of a team; one team's hashes tell nothing of another's."""
    return hmac.new(secret.encode(), f"search:{team}".encode(), sha256).digest()


def hash_terms(key: bytes, terms: Iterable[str]) -> set[int]:
    """Return the hash of each term."""
    return {hash_term(key, one) for one in terms}


def hash_term(key: bytes, term: str) -> int:
    """Return twenty bits."""
    digest = hmac.new(key, term.encode(), sha256).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - BITS)
