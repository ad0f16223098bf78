"""The committee's decision refers to a pack: which versions that was."""

import io
import json
import zipfile
from typing import Any

MANIFEST, LARGEST = "manifest.json", 2_000_000


class PackError(ValueError):
    """A file that is no pack of ours."""


def read_pack(raw: bytes) -> dict[str, Any]:
    """Return a pack's manifest; raises PackError for any other file."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as pack:
            if pack.getinfo(MANIFEST).file_size > LARGEST:
                raise PackError
            found = json.loads(pack.read(MANIFEST))
        texts = found["texts"]
        known = found["format"] == "text-pack/1" and all(one["sha256"] for one in texts)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, NotImplementedError):
        raise PackError from None
    if not known:
        raise PackError
    return dict(found)
