"""A file, apart from the database, that remembers what was erased.

Each line is a time and a fingerprint, made with a key that lies beside the list and
belongs to it: without the row it stood for, it says nothing about anybody. Where no row
was before, as where an address wants no mail, the line has a kind and a keyed hash.
"""

import fcntl
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

KEY, LIST = "key", "list"


def append(
    folder: Path, names: Iterable[str], at: datetime, stops: Iterable[str] = ()
) -> None:
    """Write the fingerprints of these names; they are on the disk when it returns."""
    key, known = own_key(folder), fingerprints(folder)
    wanted = [*(mark(key, name) for name in names), *stops]
    fresh = [one for one in dict.fromkeys(wanted) if one not in known]
    file = os.open(folder / LIST, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        # A line that a power cut left half stays alone.
        start = "" if ends_whole(folder / LIST) else "\n"
        lines = "".join(f"{at:%Y-%m-%dT%H:%M:%SZ} {one}\n" for one in fresh)
        os.write(file, (start + lines).encode())
        os.fsync(file)
    finally:
        os.close(file)


def ends_whole(path: Path) -> bool:
    """Whether the file is empty or ends with a whole line."""
    return path.stat().st_size == 0 or path.read_bytes().endswith(b"\n")


def fingerprints(folder: Path) -> set[str]:
    """Return all that the list holds."""
    path = folder / LIST
    if not path.exists():
        return set()
    lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    return {line.rpartition(" ")[2] for line in lines if line}


def stops(folder: Path, kind: str) -> set[str]:
    """Return the hashes of addresses that want no more of a kind of mail."""
    head = f"{kind}:"
    known = fingerprints(folder)
    return {one.removeprefix(head) for one in known if one.startswith(head)}


def mark(key: bytes, name: str) -> str:
    return hmac.new(key, name.encode(), hashlib.sha256).hexdigest()


def write_key(folder: Path) -> Path:
    """Write a key of its own, under a name that nobody else has."""
    fresh = folder / f"{KEY}.{secrets.token_hex(8)}"
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w") as written:
        written.write(secrets.token_hex(32))
        written.flush()
        os.fsync(written.fileno())
    return fresh


def own_key(folder: Path) -> bytes:
    """Return the list's key; the first to ask makes it, and all others get the same."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / KEY
    if not path.exists():
        fresh = write_key(folder)
        try:
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return bytes.fromhex(path.read_text(encoding="ascii"))
