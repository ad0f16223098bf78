"""A QR code as the path of an SVG, drawn here and not fetched. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_M

# One of eight that readers know; to try all for the evenest costs as much as the page.
MASK = 3


@dataclass(frozen=True)
class QrCode:
    """The side in modules, with the quiet zone, and what is dark as lines of an SVG."""

    side: int
    path: str


def draw_qr(text: str) -> QrCode:
    """Return the code of an address; it is read from paper and from a screen."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, mask_pattern=MASK)
    code.add_data(text)
    rows = code.get_matrix()
    # From the middle of the first module.
    return QrCode(len(rows), "M0 .5" + "".join(strokes(rows)))


def strokes(rows: Iterable[Iterable[bool]]) -> Iterator[str]:
    """Yield the dark modules as lines, each from where the one before ends.

    A module is as wide as the line, so that this is half as long as drawing squares.
    """
    at_x, at_y = 0, 0
    for y, row in enumerate(rows):
        x = 0
        for is_dark, group in groupby(row):
            length = len(list(group))
            if is_dark:
                yield f"m{x - at_x} {y - at_y}h{length}"
                at_x, at_y = x + length, y
            x += length
