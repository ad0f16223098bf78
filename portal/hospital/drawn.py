"""A logo is drawn anew: nothing of the given file but its picture is kept."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

MOST_BYTES, MOST_PIXELS = 500_000, 16_000_000
# Twice as large as it is shown, for fine screens.
BOX = (480, 112)


class NoPictureError(ValueError):
    """A file that is no PNG that could be shown."""


def drawn_anew(data: bytes) -> bytes:
    """Return a picture as a small PNG without anything beside it."""
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as given:
            if given.width * given.height > MOST_PIXELS:
                raise NoPictureError
            picture = given.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NoPictureError from error
    picture.thumbnail(BOX)
    plain = Image.new("RGBA", picture.size)
    plain.paste(picture)
    out = BytesIO()
    plain.save(out, "PNG", optimize=True)
    return out.getvalue()
