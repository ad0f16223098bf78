"""What axe looked at in this run, for the report on accessibility."""

from typing import Any
from urllib.parse import urlsplit

PAGES: set[str] = set()
FINDINGS: set[str] = set()
RULES: set[str] = set()
ENGINES: set[str] = set()
# A secret word of one run says nothing to a reader.
LONGEST_WORD = 30


def note(url: str, found: dict[str, Any]) -> None:
    """Remember that a page was looked at, by which rules, and what was wrong."""
    words = urlsplit(url).path.split("/")
    shown = ["…" if len(word) > LONGEST_WORD else word for word in words]
    PAGES.add("/".join(shown))
    ENGINES.add(found["testEngine"]["version"])
    for kind in ("passes", "violations", "inapplicable", "incomplete"):
        RULES.update(one["id"] for one in found[kind])
    FINDINGS.update(one["id"] for one in found["violations"])
