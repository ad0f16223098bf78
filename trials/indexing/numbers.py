"""Under which numbers of other registries a record can be found. Pure."""

from collections.abc import Iterable

from trials.registry.numbers import registry_ids_in
from trials.vocabulary.concepts import LONGEST, concept_key

# Enough to be found by, and nothing to be suggested.
NUMBERED = 30


def number_key(number: str) -> str:
    """Return the concept of a registry's number."""
    return f"number-{concept_key(number)}"[:LONGEST]


def number_weights(numbers: Iterable[str]) -> dict[str, int]:
    """Return the numbers in a record's own words that some registry has given."""
    found = [one for number in numbers for one in registry_ids_in(number)[0]]
    return {number_key(one): NUMBERED for one in found}
