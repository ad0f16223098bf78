"""What a hospital's sign-in service says of a person: believed only when it proves it.

allauth trusts a token that it fetched itself over TLS; here its signature, audience,
time and nonce are looked at all the same.
"""

from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Asymmetric alone: with a shared secret a public key could sign.
ALGORITHMS = [
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA"),
]
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
LEEWAY = 30


def verified_claims(
    token: str, keys: dict[str, Any], *, issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """Return the claims of an ID token; raises OAuth2Error for any doubt."""
    try:
        key = signing_key(token, keys)
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": NEEDED},
        )
    except jwt.PyJWTError as error:
        raise OAuth2Error(f"ID token: {type(error).__name__}") from error
    is_ours = claims.get("azp", client_id) == client_id
    if not is_ours or (isinstance(claims["aud"], list) and len(claims["aud"]) > 1):
        raise OAuth2Error("ID token: made for another")
    if not nonce or claims["nonce"] != nonce:
        raise OAuth2Error("ID token: of another sign-in")
    return claims


def signing_key(token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    """Return the service's key that a token names; it fits one algorithm alone."""
    head = jwt.get_unverified_header(token)
    if head.get("alg") not in ALGORITHMS:
        raise jwt.InvalidAlgorithmError
    named = head.get("kid")
    known = [
        {"alg": head["alg"], **one}
        for one in keys.get("keys", [])
        if one.get("kty") in {"RSA", "EC", "OKP"} and one.get("use", "sig") == "sig"
    ]
    for one in known:
        if named is None or one.get("kid") == named:
            return jwt.PyJWK.from_dict(one)
    raise jwt.InvalidKeyError


def has_factor(claims: dict[str, Any], amr: list[str], acr: list[str]) -> bool:
    """Whether the service says that it asked for a second factor."""
    methods = claims.get("amr")
    said = methods if isinstance(methods, list) else []
    return bool(set(amr) & {str(one) for one in said}) or claims.get("acr") in acr
