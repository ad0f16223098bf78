"""The drawn code is the code: a line for each row of dark modules."""

import re

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from trials.pages.paper.qr import MASK, draw_qr

ADDRESS = "https://trials.hospital.example/zh-hans/trials/NCT07233642/"
STROKE = re.compile(r"m(-?\d+) (\d+)h(\d+)")


def drawn_modules(path: str) -> set[tuple[int, int]]:
    """Return which modules a pen darkens that goes along the path."""
    assert path.startswith("M0 .5")
    assert STROKE.sub("", path) == "M0 .5"
    x = y = 0
    dark = set()
    for right, down, length in STROKE.findall(path):
        x, y = x + int(right), y + int(down)
        dark |= {(x + step, y) for step in range(int(length))}
        x += int(length)
    return dark


def test_what_is_drawn_is_what_the_library_says():
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, mask_pattern=MASK)
    code.add_data(ADDRESS)
    rows = code.get_matrix()
    drawn = draw_qr(ADDRESS)
    assert drawn.side == len(rows)
    assert drawn_modules(drawn.path) == {
        (x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    }
