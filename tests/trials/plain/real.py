"""Real records as the plain layer reads them: the sixty, and all where they are."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from trials.plain.record import PlainRecord, plain_record
from trials.registry.clinicaltrials.criteria import split_criteria
from trials.registry.clinicaltrials.parsing import parse_study
from trials.registry.clinicaltrials.text import one_line
from trials.registry.record import HEADING, Criterion

TODAY = date(2026, 11, 28)


def criteria_lines(criteria: list[Criterion]) -> Iterator[str]:
    for one in criteria:
        if one.form != HEADING:
            yield one_line(one.text)
        yield from criteria_lines(one.children)


@cache
def records(folder: Path) -> list[tuple[str, PlainRecord]]:
    """Return (number, record) of a folder."""
    return [read_plainly(file) for file in sorted(folder.glob("NCT*.json"))]


def read_plainly(file: Path) -> tuple[str, PlainRecord]:
    record = parse_study(json.loads(file.read_text(encoding="utf-8")))
    split = split_criteria(record.eligibility_text)
    return record.registry_id, plain_record(
        record,
        site_statuses=[site.status for site in record.sites],
        inclusion=criteria_lines(split.inclusion),
        exclusion=criteria_lines(split.exclusion),
    )
