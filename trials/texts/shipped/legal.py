"""Legal, urgent and care words as they come with the software."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from trials.models import TextKind
from trials.texts.bodies import Body

FILE = Path(__file__).resolve().parents[1] / "data" / "legal.json"


@lru_cache(maxsize=1)
def legal_document() -> dict[str, dict[str, Any]]:
    """Return the bodies of each kind by language."""
    found: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def shipped_legal(kind: TextKind, language: str) -> Body:
    """Return one body; where a language has none, the usual language's."""
    known = legal_document()[kind]
    body: Body = known.get(language) or known[settings.LANGUAGE_CODE]
    return body
