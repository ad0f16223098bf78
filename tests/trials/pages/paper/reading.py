"""How many pages a PDF has."""

import re

COUNT = re.compile(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)|/Count\s+(\d+)", re.S)


def pdf_pages(content: bytes) -> int:
    """Return the number of pages that its page tree names."""
    found = [int(one or other) for one, other in COUNT.findall(content)]
    return max(found)
