"""Whom to ring at once, by country: data with an owner, a source and a date. Pure."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROWS = Path(__file__).with_name("numbers.json")


@dataclass(frozen=True)
class EmergencyNumbers:
    """The numbers of one country; "" where none is known."""

    country: str
    ambulance: str = ""
    # Somebody who listens, by day and night; help against violence at home.
    mind: str = ""
    violence: str = ""


def numbers_of(country: str) -> EmergencyNumbers:
    """Return a country's numbers; without any, people know their local number."""
    return known_numbers().get(country, EmergencyNumbers(country))


@lru_cache(maxsize=1)
def known_numbers() -> dict[str, EmergencyNumbers]:
    rows = json.loads(ROWS.read_text(encoding="utf-8"))["rows"]
    names = EmergencyNumbers.__dataclass_fields__
    return {
        row["country"]: EmergencyNumbers(
            **{name: row[name] for name in names if name in row}
        )
        for row in rows
    }
