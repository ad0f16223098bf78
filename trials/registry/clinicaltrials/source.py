"""ClinicalTrials.gov as one of the registries."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from trials.registry.clinicaltrials.client import RegistryClient
from trials.registry.clinicaltrials.criteria import split_anyway, split_criteria
from trials.registry.clinicaltrials.files import read_studies
from trials.registry.clinicaltrials.numbers import ids_within
from trials.registry.clinicaltrials.parsing import REGISTRY_ID, parse_study
from trials.registry.clinicaltrials.raw import text as text_at
from trials.registry.clinicaltrials.values import unknown_values
from trials.registry.errors import RecordError
from trials.registry.record import CriteriaSplit, StudyRecord


class ClinicalTrials:
    """Ids are "NCT" and eight digits; people write them in any case."""

    name = "clinicaltrials"
    title = "ClinicalTrials.gov"
    id_pattern = REGISTRY_ID.pattern
    path_pattern = "[Nn][Cc][Tt][0-9]{8}"
    id_words = "NCT numbers"
    id_example = "NCT…"
    unused_id = "NCT00000000"

    def written_id(self, text: str) -> str:
        return text.upper() if re.fullmatch(self.path_pattern, text) else ""

    def resembles_id(self, text: str) -> bool:
        return text.strip().upper().startswith("NCT")

    def ids_within(self, text: str) -> tuple[list[str], str]:
        return ids_within(text)

    def page_url(self, registry_id: str) -> str:
        return f"https://clinicaltrials.gov/study/{registry_id}"

    def open_client(self, base_url: str, *, is_awaited: bool = False) -> RegistryClient:
        return RegistryClient(base_url, is_awaited=is_awaited)

    def read_studies(self, path: Path) -> Iterator[tuple[str, Any | RecordError]]:
        return read_studies(path)

    def id_of(self, raw: object) -> str:
        return text_at(raw, "protocolSection", "identificationModule", "nctId")

    def parse_study(self, raw: object) -> StudyRecord:
        return parse_study(raw)

    def unknown_values(self, record: StudyRecord) -> Counter[str]:
        return unknown_values(record)

    def copied_on(self, raw: object) -> date | None:
        """Return the day of the registry's data that the record bears."""
        if not isinstance(raw, dict):
            return None
        version = text_at(raw, "derivedSection", "miscInfoModule", "versionHolder")
        return first_day(version)

    def split_criteria(self, text: str) -> CriteriaSplit:
        return split_criteria(text)

    def split_anyway(self, text: str) -> CriteriaSplit:
        return split_anyway(text)


def first_day(text: str) -> date | None:
    """Return a whole date; None for a month, and for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


SOURCE = ClinicalTrials()
