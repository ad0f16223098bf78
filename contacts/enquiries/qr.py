"""A QR code as the path of an SVG, drawn here and not fetched. Pure."""

from dataclasses import dataclass

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
    dark = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return QrCode(len(rows), "".join(dark))
