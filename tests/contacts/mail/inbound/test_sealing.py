"""Sealed bytes come back whole or not at all, under any of the keys."""

import os
from io import BytesIO

import pytest
from cryptography.fernet import Fernet

from contacts.mail.inbound.sealing import PIECE, BrokenSealError, key_name, seal, unseal

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def sealed(content: bytes, *keys: str) -> bytes:
    return b"".join(seal([content[:100], content[100:]], keys or (NEW,)))


def opened(stored: bytes, *keys: str) -> bytes:
    return b"".join(unseal(BytesIO(stored), keys or (NEW,)))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_any_length_comes_back(size):
    content = os.urandom(size)
    stored = sealed(content)
    # A single byte stands anywhere by chance.
    assert content[:50] not in stored or size < 50
    assert opened(stored) == content


def test_the_newest_key_seals_and_every_key_opens():
    stored = sealed(b"words", OLD)
    assert bytes.fromhex(key_name(OLD)) in stored[:12]
    assert opened(stored, NEW, OLD) == b"words"
    with pytest.raises(BrokenSealError):
        opened(stored, NEW)


def test_nothing_is_cut_off_changed_or_put_behind_unseen():
    stored = sealed(os.urandom(2 * PIECE + 5))
    piece = 4 + PIECE + 16
    first = 28 + piece
    for broken in (
        stored[:-1],
        stored[:first],
        stored[:20],
        b"",
        stored[:28] + stored[first : first + piece] + stored[28:],
        stored[:60] + bytes([stored[60] ^ 1]) + stored[61:],
    ):
        with pytest.raises(BrokenSealError):
            opened(broken)


def test_the_same_words_twice_look_different():
    assert sealed(b"words") != sealed(b"words")
