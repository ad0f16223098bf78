"""How alike two texts are, told by a few keyed hashes of their word sequences. Pure.

Of all sequences the smallest hashes are kept, so that two texts that share most of
their words share most of these, and nobody reads a word out of them.
"""

import hmac
from collections.abc import Sequence

from portal.lib.text import fold_text, has_han

# Words, or Chinese characters, that stand side by side.
LONG = 3
# So many hashes stand for a text; a shorter one says too little of itself.
KEPT, LEAST = 16, 6
# Alike: at least this share of the later text's hashes.
SHARE = 0.5


def marks_of(text: str, key: str) -> list[int]:
    """Return the smallest keyed hashes of a text; none where it is too short."""
    found = {hash_of(key, one) for one in sequences(text)}
    return sorted(found)[:KEPT] if len(found) >= LEAST else []


def sequences(text: str) -> set[str]:
    """Return each run of words, or of characters in Chinese."""
    plain = fold_text(text)
    parts = list("".join(plain.split())) if has_han(plain) else plain.split()
    return {" ".join(parts[at : at + LONG]) for at in range(len(parts) - LONG + 1)}


def hash_of(key: str, words: str) -> int:
    """Return a keyed hash that a database holds as a number."""
    digest = hmac.digest(key.encode(), f"likeness:{words}".encode(), "sha256")
    return int.from_bytes(digest[:7], "big")


def is_alike(marks: Sequence[int], shared: int) -> bool:
    """Whether a text shares enough of its marks with another one."""
    return bool(marks) and shared >= SHARE * len(marks)
