"""Where a question asks about a danger sign, its care is written. Pure.

Which limits these are is medicine, not code: rows with an owner, a source and a date.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from trials.selfcheck.answers import flatten
from trials.selfcheck.danger.care import care_of
from trials.selfcheck.findings import ERROR, WARNING, Finding
from trials.selfcheck.forbidden import any_of
from trials.selfcheck.parts import Document, Item

SIGNS = Path(__file__).parents[1] / "data" / "danger_signs.json"


@lru_cache(maxsize=1)
def danger_signs() -> list[dict[str, Any]]:
    """Return the rows of danger signs: the words that ask for one, and its limits."""
    rows: list[dict[str, Any]] = json.loads(SIGNS.read_text(encoding="utf-8"))["rows"]
    return rows


def expected_care(document: Document) -> Iterator[Finding]:
    """Every question about a danger sign says what to do; every care stands once."""
    seen: set[str] = set()
    for where, care in care_of(document):
        if care["id"] in seen:
            yield Finding(ERROR, "duplicate", f"{where}/care", f"{care['id']} twice.")
        seen.add(care["id"])
    for placed in flatten(document["items"]):
        yield from missing_care(placed.item, cared_items(document))


def cared_items(document: Document) -> set[str]:
    """Return the questions that some care looks at."""
    found = (json.dumps(care["when"]) for _where, care in care_of(document))
    whole = " ".join(found)
    links = (placed.item["linkId"] for placed in flatten(document["items"]))
    return {link for link in links if f'"item": "{link}"' in whole}


def missing_care(item: Item, cared: set[str]) -> Iterator[Finding]:
    """Find a question about a danger sign of which no care takes notice."""
    if item["type"] in {"group", "display"} or item["linkId"] in cared:
        return
    asked = " ".join([item["text"].get("en", ""), item.get("help", {}).get("en", "")])
    asked += " " + item.get("shortLabel", {}).get("en", "")
    for row in danger_signs():
        if any_of(tuple(row["words"])).search(asked):
            message = f"It asks about {row['sign']}: say what to do ({row['limit']})."
            level = ERROR if row["must"] else WARNING
            yield Finding(level, "no_care", f"items/{item['linkId']}", message)
            return
