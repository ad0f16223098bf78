"""A QR code as the path of an SVG, drawn here and not fetched. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_M


@dataclass(frozen=True)
class QrCode:
    """The side in modules, with the quiet zone, and what is dark as an SVG path."""

    side: int
    path: str


def draw_qr(text: str) -> QrCode:
    """Return the code of an address; it is read from paper and from a screen."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    rows = code.get_matrix()
    return QrCode(len(rows), "".join(bars(y, row) for y, row in enumerate(rows)))


def bars(y: int, row: Iterable[bool]) -> str:
    """Return a row's dark modules, those side by side as one bar."""
    found, x = [], 0
    for is_dark, group in groupby(row):
        length = len(list(group))
        if is_dark:
            found.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(found)
