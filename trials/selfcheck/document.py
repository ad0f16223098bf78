"""A self-check's document: loaded, and checked against its schema."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trials.selfcheck.parts import Document
from trials.selfcheck.strict import read_json

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

DATA = Path(__file__).with_name("data")
LARGEST = 2 * 1024 * 1024


class DocumentError(ValueError):
    """A document that is none; `str()` says why in one line."""


@lru_cache(maxsize=1)
def validator() -> Draft202012Validator:
    """Return the schema's validator."""
    # Loaded where a document is read: most processes never read one, and with the
    # library's optional formats beside it this import takes seconds.
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    text = (DATA / "selfcheck.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


@lru_cache(maxsize=8)
def part_validator(name: str) -> Draft202012Validator:
    """Return the validator of one kind of part, such as "item" or "enableWhen"."""
    whole = validator()
    schema = whole.schema
    return type(whole)({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})


def is_malformed(name: str, part: Any) -> bool:
    """Whether a part of a document is not of the form that the schema says."""
    return not part_validator(name).is_valid(part)


def load(raw: bytes | str) -> Document:
    """Return a valid document; raises DocumentError."""
    if len(raw) > LARGEST:
        raise DocumentError("The file is too large.")
    try:
        document: Document = read_json(raw)
    except ValueError:
        raise DocumentError("The file is not JSON.") from None
    if fault := schema_fault(json.dumps(document)):
        raise DocumentError(": ".join(fault))
    return document


@lru_cache(maxsize=64)
def schema_fault(text: str) -> tuple[str, str] | None:
    """Return (where, message) of the first break of the schema; slow, so remembered."""
    error = next(iter(validator().iter_errors(json.loads(text))), None)
    if error is None:
        return None
    where = "/".join(map(str, error.absolute_path)) or "document"
    return where, " ".join(error.message[:200].split())
