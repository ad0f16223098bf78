"""A ZIP that leaves while it is written, and says at its end what it held."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile

# Name of a file, and its content in pieces.
Member = tuple[str, Iterable[bytes]]
MANIFEST = "manifest.json"


class Outlet:
    """What a ZIP is written into; every piece is handed on and forgotten."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing lies back."""

    def take(self) -> bytes:
        """Return what was written since the last time."""
        found, self.pieces = b"".join(self.pieces), []
        return found


def zip_stream(members: Iterable[Member]) -> Iterator[bytes]:
    """Return a ZIP in pieces; its last file names all others with their SHA-256."""
    outlet, sums = Outlet(), {}
    with ZipFile(outlet, "w", ZIP_DEFLATED) as archive:
        for name, pieces in members:
            digest = hashlib.sha256()
            with archive.open(name, "w", force_zip64=True) as file:
                for piece in pieces:
                    digest.update(piece)
                    file.write(piece)
                    yield outlet.take()
            sums[name] = digest.hexdigest()
            yield outlet.take()
        archive.writestr(MANIFEST, as_json({"files": sums}))
    yield outlet.take()


def as_json(value: object) -> bytes:
    """Return a value as JSON that people can read."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return text.encode()
