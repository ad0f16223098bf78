"""What came by mail, at rest: AES-GCM by the piece, keys made from FIELD_KEYS. Pure.

A head (form, name of the key, salt) and then pieces, each with its length before it. A
piece's nonce is its number and whether it is the last, so that nothing can be cut off,
doubled or moved unseen. The newest key seals; all open, so keys can be rotated.
"""

import os
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORM = b"LTR1"
NAME_BYTES, SALT_BYTES, LENGTH_BYTES, TAG_BYTES = 8, 16, 4, 16
PIECE = 1 << 20


class BrokenSealError(ValueError):
    """Cut off, changed, or sealed with a key that is not among ours."""


def key_name(key: str) -> str:
    """Return what names a key in a head, and in the row beside it."""
    digest = sha256(b"letters:" + urlsafe_b64decode(key)).digest()
    return digest[:NAME_BYTES].hex()


def cipher(key: str, salt: bytes) -> AESGCM:
    """Return the cipher of one stored thing: no two share a key."""
    own = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"letters")
    return AESGCM(own.derive(urlsafe_b64decode(key)))


def nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def seal(chunks: Iterable[bytes], keys: Sequence[str]) -> Iterator[bytes]:
    """Yield what to store of some bytes, piece by piece."""
    salt = os.urandom(SALT_BYTES)
    head = FORM + bytes.fromhex(key_name(keys[0])) + salt
    box = cipher(keys[0], salt)
    yield head
    for number, (piece, is_last) in enumerate(in_pieces(chunks)):
        sealed = box.encrypt(nonce(number, is_last=is_last), piece, head)
        yield len(sealed).to_bytes(LENGTH_BYTES, "big") + sealed


def in_pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield pieces of one size and whether each is the last; at least one."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) > PIECE:
            yield bytes(held[:PIECE]), False
            del held[:PIECE]
    yield bytes(held), True


def unseal(stored: BinaryIO, keys: Sequence[str]) -> Iterator[bytes]:
    """Yield the bytes again; raises BrokenSealError."""
    head = stored.read(len(FORM) + NAME_BYTES + SALT_BYTES)
    if len(head) < len(FORM) + NAME_BYTES + SALT_BYTES or head[: len(FORM)] != FORM:
        raise BrokenSealError("head")
    name = head[len(FORM) : len(FORM) + NAME_BYTES].hex()
    ours = next((key for key in keys if key_name(key) == name), None)
    if ours is None:
        raise BrokenSealError("key")
    box, number, is_last = cipher(ours, head[-SALT_BYTES:]), 0, False
    while not is_last:
        piece, is_last = open_piece(box, read_piece(stored), number, head)
        number += 1
        yield piece


def read_piece(stored: BinaryIO) -> bytes:
    length = int.from_bytes(stored.read(LENGTH_BYTES), "big")
    sealed = stored.read(length) if length <= PIECE + TAG_BYTES else b""
    if len(sealed) < max(length, TAG_BYTES):
        raise BrokenSealError("length")
    return sealed


def open_piece(
    box: AESGCM, sealed: bytes, number: int, head: bytes
) -> tuple[bytes, bool]:
    """Return a piece and whether it is the last: its length mostly tells."""
    guesses = (False, True) if len(sealed) == PIECE + TAG_BYTES else (True, False)
    for is_last in guesses:
        try:
            return box.decrypt(nonce(number, is_last=is_last), sealed, head), is_last
        except InvalidTag:
            continue
    raise BrokenSealError("piece")
