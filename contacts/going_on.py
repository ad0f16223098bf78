"""Where an enquiry goes on that was merged into another of the same family.

Reached by the row alone, so that rooms below the one that merges follow it as well.
"""

from typing import TypeVar

Row = TypeVar("Row")


def going_on(enquiry: Row) -> Row:
    """Return the enquiry that it has become a part of, else itself."""
    merging = getattr(enquiry, "merging", None)
    found: Row = merging.into if merging else enquiry
    return found
