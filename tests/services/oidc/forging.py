"""Tokens that nobody must believe, each made of a right one."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.services.oidc.hospital import SECRET, SignInService

OWN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
HEAD = {"kid": "first"}


def part(said: dict[str, Any] | bytes) -> str:
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def with_shared_secret(claims: dict[str, Any], secret: bytes) -> str:
    """Return a token under HS256, whatever a library thinks of the secret."""
    text = f"{part({'alg': 'HS256', 'typ': 'JWT', **HEAD})}.{part(claims)}"
    return f"{text}.{part(hmac.digest(secret, text.encode(), hashlib.sha256))}"


def forged(attack: str, token: str, service: SignInService) -> str:
    """Return the token that somebody puts in the right one's place."""
    claims = jwt.decode(token, options={"verify_signature": False})
    public = service.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    own_jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OWN_KEY.public_key()))

    def signed(key: Any = service.key, head: Any = HEAD, **changes: Any) -> str:
        said = {n: v for n, v in {**claims, **changes}.items() if v is not None}
        return jwt.encode(said, key, algorithm="RS256", headers=head)

    past = int(time.time()) - 120
    made = {
        "another audience": lambda: signed(aud="another"),
        "two audiences": lambda: signed(aud=["portal", "another"]),
        "another party": lambda: signed(azp="another"),
        "another issuer": lambda: signed(iss="https://evil.example"),
        "expired": lambda: signed(exp=past, iat=past - 60),
        "without an end": lambda: signed(exp=None),
        "without a nonce": lambda: signed(nonce=None),
        "another nonce": lambda: signed(nonce="x" * 32),
        "algorithm none": lambda: f"{part({'alg': 'none', **HEAD})}.{part(claims)}.",
        "algorithm None": lambda: f"{part({'alg': 'None', **HEAD})}.{part(claims)}.",
        "signature cut off": lambda: f"{token.rpartition('.')[0]}.",
        "public key as secret": lambda: with_shared_secret(claims, public),
        "client secret as key": lambda: with_shared_secret(claims, SECRET.encode()),
        "empty secret": lambda: with_shared_secret(claims, b""),
        "another key": lambda: signed(OWN_KEY),
        "unknown key": lambda: signed(OWN_KEY, {"kid": "second"}),
        "key in the head": lambda: signed(OWN_KEY, {"jwk": own_jwk}),
        "no token": lambda: "",
        "no token at all": lambda: "x.y.z",
    }
    return made[attack]()


ATTACKS = [
    *("another audience", "two audiences", "another party", "another issuer"),
    *("expired", "without an end", "without a nonce", "another nonce"),
    *("algorithm none", "algorithm None", "signature cut off", "public key as secret"),
    *("client secret as key", "empty secret", "another key", "unknown key"),
    *("key in the head", "no token", "no token at all"),
]
