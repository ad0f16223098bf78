"""A logo is drawn anew: nothing of the given file but its picture is kept."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

MOST_BYTES, MOST_PIXELS = 500_000, 16_000_000
# Twice as large as it is shown, for fine screens.
BOX = (480, 112)
# An SVG says so near its beginning; a PNG is none whatever it holds.
NEAR = 4096
ROOT = Path(__file__).resolve().parents[2]
SECONDS = 15


class NoPictureError(ValueError):
    """A file that is neither a PNG nor an SVG that could be shown."""


def drawn_anew(data: bytes) -> bytes:
    """Return a picture as a small PNG without anything beside it."""
    is_drawing = b"<svg" in data[:NEAR] and not data.startswith(b"\x89PNG")
    picture = opened(pixels_of(data) if is_drawing else data)
    seen = picture.getbbox()
    if is_drawing and seen:
        picture = picture.crop(seen)
    if not seen:
        raise NoPictureError
    picture.thumbnail(BOX)
    plain = Image.new("RGBA", picture.size)
    plain.paste(picture)
    out = BytesIO()
    plain.save(out, "PNG", optimize=True)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """Return a PNG's picture."""
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as given:
            if given.width * given.height > MOST_PIXELS:
                raise NoPictureError
            return given.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NoPictureError from error


def pixels_of(drawing: bytes) -> bytes:
    """Let a bounded child draw an SVG; return its PNG, empty where it could not."""
    command = [sys.executable, "-m", "portal.hospital.drawing"]
    try:
        done = subprocess.run(  # noqa: S603 - this very interpreter
            command,
            cwd=ROOT,
            input=drawing,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoPictureError from error
    return done.stdout
