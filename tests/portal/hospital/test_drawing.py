"""A logo as SVG is drawn by a bounded child: of the file nothing is left."""

from io import BytesIO

import pytest
from PIL import Image

from portal.hospital.drawn import BOX, NoPictureError, drawn_anew

RED = (204, 0, 0, 255)
BLOCK = '<rect class="a" width="200" height="100"/>'
STYLE = "<style>.a { fill: #cc0000 }</style>"
LINK = '<image xlink:href="{}" width="200" height="100"/>'


def svg(inner: str, box: str = "0 0 400 200", before: str = "") -> bytes:
    """Return a drawing as a file."""
    names = (
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    return f'{before}<svg {names} viewBox="{box}">{inner}</svg>'.encode()


def test_a_drawing_becomes_a_small_picture_as_it_looks():
    drawn = drawn_anew(svg(STYLE + BLOCK))
    with Image.open(BytesIO(drawn)) as picture:
        assert picture.format == "PNG"
        assert picture.size[0] <= BOX[0]
        assert picture.size[1] <= BOX[1]
        assert picture.size[0] == pytest.approx(2 * picture.size[1], abs=2)
        middle = picture.size[0] // 2, picture.size[1] // 2
        assert picture.getpixel(middle) == RED


def test_nothing_of_the_file_is_left():
    hidden = "<script>steal()</script><desc>where it was drawn</desc>"
    drawn = drawn_anew(svg(f"{hidden}{STYLE}{BLOCK}"))
    assert drawn == drawn_anew(svg(STYLE + BLOCK))


@pytest.mark.parametrize(
    "drawing",
    [
        b"<svg",
        b"<html><svg><p></html>",
        svg(""),
        svg(LINK.format("https://evil.example/x.png") + BLOCK),
        svg(LINK.format("file:///etc/hostname") + BLOCK),
        svg(LINK.format("docs/screenshot.png") + BLOCK),
        svg("&a;", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        # Entities that grow tenfold, and groups that do.
        svg(
            "<text>&c;</text>",
            before="<!DOCTYPE svg [<!ENTITY a 'ha'>"
            f"<!ENTITY b '{'&a;' * 999}'><!ENTITY c '{'&b;' * 999}'>]>",
        ),
        svg(
            f'<g id="a0">{BLOCK}</g>'
            + "".join(
                f'<g id="a{n + 1}">' + f'<use xlink:href="#a{n}"/>' * 10 + "</g>"
                for n in range(8)
            )
        ),
        # A picture of a million by one.
        svg('<rect width="1000000" height="1"/>', "0 0 1000000 1"),
    ],
)
def test_what_reads_other_files_or_has_no_end_is_refused(drawing):
    with pytest.raises(NoPictureError):
        drawn_anew(drawing)
