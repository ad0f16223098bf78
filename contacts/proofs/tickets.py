"""A challenge is drawn and signed, and a ticket for each solution."""

import json
from datetime import datetime, timedelta
from secrets import randbelow, token_hex

import altcha
from django.core.signing import Signer

from portal.lib.tokens import content_hash

ALGORITHM = "PBKDF2/SHA-256"
# Rounds of one try, and how many tries it takes. Measured (docs/configuration.md): far
# less than 2 s on a device six times slower than a server.
COST, FEWEST, MOST = 2000, 20, 60
# A challenge and a ticket are good for so long after the page that showed them.
LASTS = timedelta(hours=1)


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
