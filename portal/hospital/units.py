"""Miles or kilometres: as the hospital chose, else as the reader's country counts."""

from portal.hospital.says import hospital_says

KILOMETRES, MILES = "km", "miles"
IN_MILES = frozenset({"GB", "LR", "US"})


def counts_in_miles(country: str = "") -> bool:
    """Whether a reader is told miles; of one from nowhere our own country decides."""
    chosen = hospital_says("UNITS")
    if chosen in {KILOMETRES, MILES}:
        return chosen == MILES
    return (country or hospital_says("OPERATOR_COUNTRY")) in IN_MILES
