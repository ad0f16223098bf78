"""The lists of names are large: a process reads them once, where nobody waits."""

from trials.vocabulary.concepts import known_concepts, parents
from trials.vocabulary.lookup import lookup


def load_lists() -> None:
    """Read every list; a second's work the first time, and none after it."""
    lookup()
    known_concepts()
    parents()
