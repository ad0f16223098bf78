"""Signatures of webhook calls, as Standard Webhooks (standardwebhooks.com) has them."""

import hashlib
import hmac
from base64 import b64decode, b64encode
from datetime import datetime

BEGINS = "whsec_"


def signed_head(
    call_id: str, body: bytes, secrets: list[str], now: datetime
) -> dict[str, str]:
    """Return the headers that prove a call: one signature with each secret.

    The time is the attempt's: a receiver refuses what is older than five minutes, and
    a later attempt must not be.
    """
    moment = str(int(now.timestamp()))
    signed = f"{call_id}.{moment}.".encode() + body
    return {
        "webhook-id": call_id,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(signature(signed, one) for one in secrets),
    }


def signature(signed: bytes, secret: str) -> str:
    """Return the signature under one secret, with its version."""
    key = b64decode(secret.removeprefix(BEGINS))
    return "v1," + b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
