"""What a registry must be able to do, and which ones there are, by their names.

A second registry is one more package beside `clinicaltrials`, with a `SOURCE`, and
one line here (and a migration that allows the form of its ids).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from trials.registry.errors import RecordError
from trials.registry.record import CriteriaSplit, StudyRecord

USUAL = "clinicaltrials"
PACKAGES = {USUAL: "trials.registry.clinicaltrials.source"}


class Mark(NamedTuple):
    """What moves whenever a record does: enough to see that it is the same."""

    status: str
    last_update: str
    verified: str
    has_results: bool


class Client(Protocol):
    """Asks a registry over HTTP; raises RegistryError."""

    def fetch_study(self, registry_id: str) -> dict[str, Any]: ...

    def search(self, query: str, limit: int) -> Iterator[dict[str, Any]]: ...

    def fetch_marks(self, registry_ids: Iterable[str]) -> "dict[str, Mark]": ...

    def rest(self, seconds: float) -> None: ...


class Source(Protocol):
    """One registry: the form of its ids, its records, its texts."""

    name: str
    # As people call the registry.
    title: str
    # As the registry writes it, and as it may stand in an address.
    id_pattern: str
    path_pattern: str
    # What to call its ids in a help text, and how one begins.
    id_words: str
    id_example: str
    # An id that the registry gives to no study, for what is none.
    unused_id: str

    def written_id(self, text: str) -> str:
        """Return an id as the registry writes it, "" for what is none."""

    def resembles_id(self, text: str) -> bool:
        """Whether somebody who typed this meant an id, also half of one."""

    def ids_within(self, text: str) -> tuple[list[str], str]:
        """Return the ids that a text names, and the text without them."""

    def page_url(self, registry_id: str) -> str:
        """Return the registry's own page of a record."""

    def open_client(self, base_url: str, *, is_awaited: bool = False) -> Client:
        """Return what asks the registry; soon gives up where somebody awaits it."""

    def read_studies(self, path: Path) -> Iterator[tuple[str, Any | RecordError]]:
        """Yield (where it came from, raw study or error) of a file or folder."""

    def id_of(self, raw: object) -> str:
        """Return the id that a raw study says it has, "" where it says none."""

    def parse_study(self, raw: object) -> StudyRecord:
        """Return the record of one raw study; raises RecordError."""

    def unknown_values(self, record: StudyRecord) -> Counter[str]:
        """Return "field VALUE" of what is in no list of values that we know."""

    def copied_on(self, raw: object) -> date | None:
        """Return the day on which a raw study was the registry's, if it says so."""

    def split_criteria(self, text: str) -> CriteriaSplit:
        """Divide an eligibility text into its two lists, or say why not."""

    def split_anyway(self, text: str) -> CriteriaSplit:
        """Divide at the headings, because an editor looked and ruled so."""


@cache
def source_named(name: str) -> Source:
    """Return a registry by its name; raises KeyError for one we do not know."""
    found: Source = import_module(PACKAGES[name]).SOURCE
    return found


def all_sources() -> list[Source]:
    return [source_named(name) for name in PACKAGES]


def id_pattern() -> str:
    """Return what an id of any registry looks like, as written."""
    return "|".join(source.id_pattern for source in all_sources())


def path_pattern() -> str:
    """Return what an id of any registry looks like in an address."""
    return "|".join(source.path_pattern for source in all_sources())


def resembles_id(text: str) -> bool:
    """Whether somebody who typed this meant an id of some registry."""
    return any(source.resembles_id(text) for source in all_sources())
