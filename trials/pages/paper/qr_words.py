"""What the modules of a QR code say: an address and what repairs it. Pure.

The same as the library's, which divides its polynomials factor by factor: that was most
of what a code cost.
"""

from collections.abc import Iterator
from functools import cache

from qrcode import base
from qrcode.constants import ERROR_CORRECT_M

# Text as it is, byte by byte; and what fills the room that it leaves.
BYTES, FILLING = 0b0100, b"\xec\x11"


def version_of(text: bytes) -> int:
    """Return how large a code a text needs; StopIteration for one that fits none."""
    return next(one for one in range(1, 41) if needed(text, one) <= room_in(one))


def needed(text: bytes, version: int) -> int:
    """Return how many bytes a text takes, with its kind and its length."""
    return len(text) + (2 if version < 10 else 3)


@cache
def room_in(version: int) -> int:
    """Return how many bytes a code of a size holds, without what repairs them."""
    return sum(block.data_count for block in base.rs_blocks(version, ERROR_CORRECT_M))


def words_in(text: bytes, version: int) -> list[int]:
    """Return the bytes of a code in the order in which they are drawn."""
    blocks = base.rs_blocks(version, ERROR_CORRECT_M)
    filled = iter(filled_up(text, version))
    said = [bytes(next(filled) for _ in range(one.data_count)) for one in blocks]
    repairs = [
        repair(part, one.total_count - one.data_count)
        for part, one in zip(said, blocks, strict=True)
    ]
    return [*in_turn(said), *in_turn(repairs)]


def filled_up(text: bytes, version: int) -> bytes:
    """Return kind, length and text, and filling up to the end; four bits end it."""
    kind = BYTES << (8 if version < 10 else 16) | len(text)
    bits = (kind << 8 * len(text) | int.from_bytes(text)) << 4
    free = room_in(version) - needed(text, version)
    return bits.to_bytes(needed(text, version)) + (FILLING * free)[:free]


def in_turn(parts: list[bytes]) -> Iterator[int]:
    """Yield the first byte of each part, then the second; some parts are shorter."""
    for place in range(max(map(len, parts))):
        yield from (part[place] for part in parts if place < len(part))


def repair(part: bytes, count: int) -> bytes:
    """Return what repairs a part: its rest after division by a polynomial."""
    multiples, rest, whole = multiples_of(count), 0, (1 << 8 * count) - 1
    for byte in part:
        first = byte ^ rest >> 8 * (count - 1)
        rest = (rest << 8 & whole) ^ multiples[first]
    return rest.to_bytes(count)


@cache
def multiples_of(count: int) -> tuple[int, ...]:
    """Return the polynomial that repairs so many bytes, times every byte."""
    polynomial = base.Polynomial([1], 0)
    for power in range(count):
        polynomial *= base.Polynomial([1, base.gexp(power)], 0)
    logs = [base.glog(one) for one in list(polynomial)[1:]]
    times = (
        bytes(base.gexp(log + base.glog(factor)) for log in logs)
        for factor in range(1, 256)
    )
    return 0, *map(int.from_bytes, times)
