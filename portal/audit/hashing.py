"""The hashes of the audit's chain. Pure; the same on every database."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any


def hash_values(values: list[Any]) -> str:
    """Return the SHA-256 of a list of plain values."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def hash_together(hashes: Iterable[str]) -> str:
    """Return one hash of many, in their order."""
    whole = hashlib.sha256()
    for one in hashes:
        whole.update(one.encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def as_text(value: Any) -> str:
    """Return what a database said of a text; broken letters stay as they are."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return "" if value is None else str(value)


def as_moment(value: Any) -> datetime | None:
    """Return a time however a database says it; None for what is none."""
    if isinstance(value, datetime):
        moment = value
    else:
        try:
            moment = datetime.fromisoformat(as_text(value))
        except ValueError:
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def moment_text(value: Any) -> str:
    """Return a time in one way of writing; what is none stays as it is."""
    moment = as_moment(value)
    if moment is None:
        return as_text(value)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def as_detail(value: Any) -> Any:
    """Return the codes of an event; what is no JSON stays a text."""
    if not isinstance(value, str | bytes):
        return value
    try:
        return json.loads(as_text(value))
    except ValueError:
        return as_text(value)


def hash_row(row: tuple[Any, ...]) -> str:
    """Return the hash of an event: id, at, verb, by, reference, detail."""
    number, at, verb, by, reference, detail = row
    texts = [as_text(verb), as_text(by), as_text(reference)]
    return hash_values([number, moment_text(at), *texts, as_detail(detail)])


def hash_seal(
    number: int,
    sealed_at: Any,
    first: int,
    last: int,
    count: int,
    has_more: Any,
    rows_hash: Any,
    previous_hash: Any,
) -> str:
    """Return the hash of a seal, which holds that of the seal before."""
    numbers = [number, moment_text(sealed_at), first, last, count, bool(has_more)]
    return hash_values([*numbers, as_text(rows_hash), as_text(previous_hash)])


def shown_hash(whole: str) -> str:
    """Return a hash in groups of eight: a long word is hidden in every log."""
    return ".".join(whole[start : start + 8] for start in range(0, len(whole), 8))
