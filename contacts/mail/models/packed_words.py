"""The words of a mail in its row: what all mails have in common takes no room there.

Encrypted text cannot be made smaller later, so it is packed before, against a file of
what our mails say again and again. A packed mail names the file that it needs; such a
file is never changed or deleted, and where mails have become others a newer one is
put beside it. Of alerts, which are very many, a row holds even less: what is its
reader's own, and which shared words go with it (shared_words.py).
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from zlib import compressobj, decompressobj

from contacts.mail.models.shared_words import KeptFilling
from portal.lib.crypto import EncryptedTextField, decrypt_bytes, encrypt_bytes

DATA = Path(__file__).parents[1] / "data"
# What is packed today needs these. Packers look back 32,768 bytes, or half as far.
LETTERS, ALERTS = 1, 2
WINDOWS = {LETTERS: (15, 8), ALERTS: (14, 6)}
# What is as small as this would hardly be smaller: it stands as it is.
PLAIN, SMALL = 3, 600
AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# A third of the time that the most thorough way takes, for a fourteenth more room.
LEVEL = 3


@cache
def common_words(number: int) -> bytes:
    """Return what mails have in common, as the file of this number has it."""
    return (DATA / f"common_words_{number}.txt").read_bytes()


@cache
def ready_packer(number: int) -> Any:
    """Return a packer that has read the file; each mail gets a copy of it."""
    window, memory = WINDOWS[number]
    return compressobj(
        level=LEVEL, wbits=window, memLevel=memory, zdict=common_words(number)
    )


def as_json(values: Any) -> str:
    """Return words, or what is kept of them, as text."""
    return AS_JSON.encode(values if isinstance(values, dict) else values.stored)


def from_json(text: str | bytes) -> Any:
    """Return the words, by the columns that they would stand in."""
    said = json.loads(text)
    return said if isinstance(said, dict) else KeptFilling(said)


def pack(values: Any) -> bytes:
    """Return words in few bytes, the first of which says how they were packed."""
    is_whole, data = isinstance(values, dict), as_json(values).encode()
    if len(data) < SMALL and not is_whole:
        return bytes([PLAIN]) + data
    number = LETTERS if is_whole else ALERTS
    packer = ready_packer(number).copy()
    return bytes([number]) + packer.compress(data) + packer.flush()


def unpack(packed: bytes) -> Any:
    """Return the words."""
    number, data = packed[0], packed[1:]
    if number != PLAIN:
        data = decompressobj(zdict=common_words(number)).decompress(data)
    return from_json(data)


class PackedWordsField(EncryptedTextField):
    """Words by their names; none are an empty text."""

    def get_prep_value(self, value: Any) -> str | None:
        """Pack and encrypt on the way in."""
        return encrypt_bytes(pack(value)) if value else ""

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """Decrypt and unpack on the way out."""
        return unpack(decrypt_bytes(value)) if value else {}

    def value_to_string(self, obj: Any) -> str:
        """Return the words as a file of rows has them."""
        return as_json(self.value_from_object(obj) or {})

    def to_python(self, value: Any) -> Any:
        """Return the words out of such a file."""
        return from_json(value) if isinstance(value, str) and value else value or {}
