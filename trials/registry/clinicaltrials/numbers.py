"""Numbers of ClinicalTrials.gov in what people type, however they are spaced."""

import re

SPACE = r"[\s\-–—_.:#/]*"
WRITTEN = re.compile(
    rf"n{SPACE}c{SPACE}t{SPACE}(?:no{SPACE}|number{SPACE})?((?:\d{SPACE}){{8}})(?!\d)",
    re.IGNORECASE,
)
# Digits alone, as somebody copies them from a letter.
BARE = re.compile(r"^\W*(0\d{7})\W*$")


def ids_within(text: str) -> tuple[list[str], str]:
    """Return the numbers as the registry writes them, and the text without them."""
    found = [
        "NCT" + re.sub(r"\D", "", match[1])
        for pattern in (WRITTEN, BARE)
        for match in pattern.finditer(text)
    ]
    return found, BARE.sub(" ", WRITTEN.sub(" ", text))
