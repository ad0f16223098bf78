"""Secret links and references that people read out on the telephone."""

import hashlib
import hmac
import secrets

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B: a reference is read aloud and typed by tired people.
READABLE = "34679ACDEFGHJKMNPQRTUVWXY"


def derived_token(secret: str, seed: str) -> str:
    """Return a 256-bit URL-safe token that the same seed always gives.

    A form sent twice must lead to the same receipt although only the token's hash
    is stored.
    """
    return hmac.digest(secret.encode(), f"link:{seed}".encode(), "sha256").hex()


def token_hash(token: str) -> str:
    """Return what the database keeps of a token; 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def content_hash(secret: str, *parts: object) -> str:
    """Return a keyed fingerprint of what somebody wrote, useless without the key."""
    text = "\x1f".join(str(part) for part in parts)
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()


def new_reference() -> str:
    """Return a reference such as ENQ-7K3M-4QXT-9HWC; 2^55 of them, so none twice."""
    word = "".join(secrets.choice(READABLE) for _ in range(12))
    return f"ENQ-{word[:4]}-{word[4:8]}-{word[8:]}"


class SecretToken:
    """The form of a secret link's word in an address: 64 hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
