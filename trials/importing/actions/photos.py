"""The primary contact as the page shows it: photograph and name."""

from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from trials.models import Study

SIDE = 192
# A photograph that unpacks to more than this is an attack, not a portrait.
MOST_PIXELS = 40_000_000


class PhotoError(ValueError):
    """A file that is no photograph; `str()` says so in one line."""


@transaction.atomic
def set_contact_photo(*, study: Study, file: BinaryIO | None, now: datetime) -> None:
    """Keep a small square copy of a photograph, or none; raises PhotoError."""
    study.contact_photo = portrait(file) if file else b""
    study.save(update_fields=["contact_photo"])
    study.touch(now)


def portrait(file: BinaryIO) -> bytes:
    """Return the picture as a small WebP without place, time or camera in it."""
    try:
        with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PhotoError(_("The picture is too large."))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        message = _("This is not a JPEG, PNG or WebP picture.")
        raise PhotoError(message) from None
    out = BytesIO()
    ImageOps.fit(upright, (SIDE, SIDE)).save(out, "WEBP", quality=80)
    return out.getvalue()
