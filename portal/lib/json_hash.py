"""One hash for one JSON value, whatever the order of its keys. Pure."""

import hashlib
import json
from typing import Any


def hash_json(value: Any) -> str:
    """Return the SHA-256 by which a stored document is known again."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
