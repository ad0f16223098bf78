"""Studies from files: one study, a search page, a list, or a folder of these."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trials.registry.errors import RecordError

# The largest real record has 0.8 MB, a full search page of 1,000 some 30.
LARGEST = 64 * 1024 * 1024

Found = tuple[str, dict[str, Any] | RecordError]


def read_studies(path: Path) -> Iterator[Found]:
    """Yield (where it came from, raw study or RecordError), a folder sorted by name."""
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield from read_file(file)
        return
    yield from read_file(path)


def read_file(path: Path) -> Iterator[Found]:
    """Yield the studies of one file; one that cannot be read yields its error."""
    try:
        studies = unwrap(load(path))
    except RecordError as error:
        yield str(path), error
        return
    for study in studies:
        yield str(path), study


def load(path: Path) -> Any:
    """Return a file's JSON; raises RecordError with one line."""
    try:
        if path.stat().st_size > LARGEST:
            raise RecordError(f"larger than {LARGEST // 1024**2} MB")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RecordError(f"cannot be opened: {error.strerror}") from None
    except UnicodeDecodeError:
        raise RecordError("is not UTF-8 text") from None
    except RecursionError:
        raise RecordError("is nested too deeply") from None
    except ValueError as error:
        raise RecordError(f"is not JSON: {str(error)[:80]}") from None


def unwrap(data: Any) -> list[Any]:
    """Return the studies of a single record, a search page or a list."""
    if isinstance(data, dict) and isinstance(data.get("studies"), list):
        return list(data["studies"])
    return data if isinstance(data, list) else [data]
