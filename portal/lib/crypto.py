"""Personal text at rest: encrypted with the newest key, readable with all."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def fernet(keys: tuple[str, ...]) -> MultiFernet:
    """Return the cipher of these keys, newest first; raises ValueError on a bad one."""
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """Return `text` as a URL-safe token that names its own key and time."""
    return encrypt_bytes(text.encode())


def encrypt_bytes(data: bytes) -> str:
    """Return what is no text as such a token."""
    return fernet(tuple(settings.FIELD_KEYS)).encrypt(data).decode()


def decrypt(token: str, ttl: int | None = None) -> str:
    """Return the text of a token; raises cryptography's InvalidToken.

    `ttl` is the greatest age in seconds.
    """
    return decrypt_bytes(token, ttl).decode()


def decrypt_bytes(token: str, ttl: int | None = None) -> bytes:
    """Return what stands in a token; raises as `decrypt`."""
    return fernet(tuple(settings.FIELD_KEYS)).decrypt(token.encode(), ttl)


def decrypt_all(tokens: Iterable[str]) -> list[str]:
    """Return the texts of many tokens; what is empty stays empty."""
    cipher = fernet(tuple(settings.FIELD_KEYS))
    return [one and cipher.decrypt(one.encode()).decode() for one in tokens]


def is_newest(token: str) -> bool:
    """Whether a token was made with the first of FIELD_KEYS."""
    try:
        fernet(tuple(settings.FIELD_KEYS[:1])).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def renewed(token: str) -> str:
    """Return the same text and time under the first key; raises InvalidToken."""
    return fernet(tuple(settings.FIELD_KEYS)).rotate(token.encode()).decode()


class SealedText(str):
    """Text that remembers the token it was read from, to be stored again as it is.

    Equal tokens are seen to be equal: only where both rows are known to be one
    person's.
    """

    __slots__ = ("token",)
    token: str


def read_sealed(token: str) -> str:
    """Return a token's text, sealed if it is under the first of FIELD_KEYS."""
    try:
        data = fernet(tuple(settings.FIELD_KEYS[:1])).decrypt(token.encode())
    except InvalidToken:
        return decrypt(token)
    text = SealedText(data.decode())
    text.token = token
    return text


def as_token(name: str) -> "models.ExpressionWrapper[models.F]":
    """Return an encrypted column as the database holds it."""
    return models.ExpressionWrapper(models.F(name), output_field=models.TextField())


# Django's own fields take no type at run time.
class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that the database holds only encrypted; empty text stays empty.

    It cannot be searched or sorted by; a look-up needs a hash beside it.
    """

    def get_prep_value(self, value: Any) -> str | None:
        """Encrypt on the way in."""
        if isinstance(value, SealedText):
            return value.token
        return encrypt(value) if value else value

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Decrypt on the way out."""
        return decrypt(value) if value else value


class EncryptedValuesField(EncryptedTextField):
    """Values by their names, encrypted together; none are an empty text."""

    def get_prep_value(self, value: Any) -> str | None:
        """Encrypt on the way in."""
        return super().get_prep_value(
            json.dumps(value, ensure_ascii=False) if value else ""
        )

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """Decrypt on the way out."""
        return json.loads(decrypt(value)) if value else {}
