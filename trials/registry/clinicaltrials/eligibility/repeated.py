"""Whether a rule stands under both headings: then the record says what it cannot mean.

A sponsor who copied one list into the other put what excludes under what must be true.
"""

import re
from collections.abc import Iterator, Sequence

from trials.registry.record import HEADING, Criterion

# Shorter lines are names of parts and groups, which both lists have.
LONG = 60
# "Other criteria apply", "refer to the master protocol": no rule, and true of both.
NO_RULE = re.compile(r"\bcriteri\w+ (?:may |can )?appl|\bprotocol\b", re.IGNORECASE)


def repeated_line(
    inclusion: Sequence[Criterion], exclusion: Sequence[Criterion]
) -> str:
    """Return the first long rule of both lists; "" where there is none."""
    others = set(rules_of(exclusion))
    return next((line for line in rules_of(inclusion) if line in others), "")


def rules_of(criteria: Sequence[Criterion]) -> Iterator[str]:
    for one in criteria:
        line = " ".join(one.text.split())
        if one.form != HEADING and len(line) > LONG and not NO_RULE.search(line):
            yield line
        yield from rules_of(one.children)
