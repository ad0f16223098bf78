"""Whom to ring at once; of its own country the hospital may know better."""

from dataclasses import replace

from portal.emergency.numbers import EmergencyNumbers, numbers_of
from portal.hospital.says import hospital_says

KINDS = ("ambulance", "mind", "violence")


def numbers_here(country: str) -> EmergencyNumbers:
    """Return a country's numbers, of ours as this hospital says them."""
    numbers = numbers_of(country)
    if not country or country != hospital_says("OPERATOR_COUNTRY"):
        return numbers
    ours = {kind: hospital_says(f"EMERGENCY_{kind.upper()}") for kind in KINDS}
    return replace(numbers, **{kind: said for kind, said in ours.items() if said})
