"""How long a register follows each person."""

import re

from trials.plain.timeframes import UNITS, units

DURATION = re.compile(r"(\d{1,3}) (minute|hour|day|week|month|year)s?", re.IGNORECASE)


def duration_words(text: str) -> str:
    """Return "5 Years" in the visitor's words; "" for anything else."""
    match = DURATION.fullmatch(text.strip())
    return units(int(match[1]), UNITS[match[2].lower()]) if match else ""
