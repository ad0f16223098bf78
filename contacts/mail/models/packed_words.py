"""The words of a mail in its row: what all mails have in common takes no room there.

Encrypted text cannot be made smaller later, so it is packed before, against a file of
what our mails say again and again. A packed mail names the file that it needs; such a
file is never changed or deleted, and where mails have become others a newer one is
put beside it.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from zlib import compressobj, decompressobj

from portal.lib.crypto import EncryptedTextField, decrypt_bytes, encrypt_bytes

DATA = Path(__file__).parents[1] / "data"
# What is packed today needs this one.
NEWEST = 1
# A third of the time that the most thorough way takes, for a fourteenth more room.
LEVEL = 3


@cache
def common_words(number: int) -> bytes:
    """Return what mails have in common, as the file of this number has it."""
    return (DATA / f"common_words_{number}.txt").read_bytes()


@cache
def ready_packer() -> Any:
    """Return a packer that has read the file; each mail gets a copy of it."""
    return compressobj(level=LEVEL, zdict=common_words(NEWEST))


def pack(values: dict[str, str]) -> bytes:
    """Return words in few bytes, the first of which says how they were packed."""
    data = json.dumps(values, ensure_ascii=False).encode()
    packer = ready_packer().copy()
    return bytes([NEWEST]) + packer.compress(data) + packer.flush()


def unpack(packed: bytes) -> dict[str, str]:
    """Return the words."""
    unpacker = decompressobj(zdict=common_words(packed[0]))
    words: dict[str, str] = json.loads(unpacker.decompress(packed[1:]))
    return words


class PackedWordsField(EncryptedTextField):
    """Words by their names; none are an empty text."""

    def get_prep_value(self, value: Any) -> str | None:
        """Pack and encrypt on the way in."""
        return encrypt_bytes(pack(value)) if value else ""

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """Decrypt and unpack on the way out."""
        return unpack(decrypt_bytes(value)) if value else {}
