"""What an import finds changed, in words that the public page prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from trials.registry.clinicaltrials.text import plain

# Long texts are said to have changed; short facts are printed old and new.
SHOWN_LENGTH = 120
# What readers know a study by; `trials.pages.changes` has words for each.
TOLD = frozenset(
    {
        "brief_title",
        "overall_status",
        "eligibility_text",
        "brief_summary",
        "detailed_description",
        "minimum_age",
        "maximum_age",
        "phases",
        "conditions",
        "enrollment_count",
        "start_date",
        "completion_date",
        "sponsor",
        "why_stopped",
    }
)

# Short values of the registry that are no words: told by their names alone.
TOLD_BY_NAME = ("sex", "healthy_volunteers")
# The same of the smaller fields (`trials.registry.facts`): told by their names alone.
TOLD_FACTS = (
    "allocation",
    "intervention_model",
    "primary_purpose",
    "masking",
    "who_masked",
    "arms",
    "has_results",
)
# Lists of rows of which readers know these texts.
TOLD_ROWS = {"interventions": ("type", "name"), "primary_outcomes": ("measure",)}


@dataclass(frozen=True)
class Difference:
    """One change; the columns of `trials.models.StudyChange`. `label` names a site."""

    field: str
    label: str
    old: str
    new: str


class Place(Protocol):
    """What a site needs for a comparison."""

    @property
    def city(self) -> str: ...

    @property
    def facility(self) -> str: ...

    @property
    def status(self) -> str: ...


def field_differences(
    before: object, after: object, names: list[str]
) -> list[Difference]:
    """Return what differs in the fields that readers know.

    Text that an older reader kept with the registry's escapes is the same text.
    """
    return [
        Difference(name, "", *((shown(old), shown(new)) if name in TOLD else ("", "")))
        for name in names
        if name in TOLD.union(TOLD_BY_NAME)
        and (old := unescaped(getattr(before, name)))
        != (new := unescaped(getattr(after, name)))
    ]


def unescaped(value: Any) -> Any:
    """Return a value as a reader would type it."""
    if isinstance(value, list):
        return [unescaped(one) for one in value]
    return plain(value) if isinstance(value, str) else value


def fact_differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Difference]:
    """Return which smaller facts differ; one that was not kept before is no change."""
    return [
        Difference(name, "", "", "")
        for name in TOLD_FACTS
        if name in before and before[name] != after.get(name)
    ]


def row_differences(before: object, after: object) -> list[Difference]:
    """Return which lists of named things differ in what readers know of them."""
    return [
        Difference(name, "", "", "")
        for name, keys in TOLD_ROWS.items()
        if told_rows(getattr(before, name), keys)
        != told_rows(getattr(after, name), keys)
    ]


def told_rows(rows: list[dict[str, Any]], keys: tuple[str, ...]) -> list[list[str]]:
    return [[plain(str(row.get(key, ""))) for key in keys] for row in rows]


def shown(value: Any) -> str:
    """Return a short value as text, and nothing for a long one."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return text if len(text) <= SHOWN_LENGTH else ""


def site_differences(
    before: Mapping[str, Place], after: Mapping[str, Place]
) -> list[Difference]:
    """Return sites that came, left, or changed their state."""
    came = [site_change(after[key], "", "listed") for key in after if key not in before]
    left = [
        site_change(before[key], "listed", "") for key in before if key not in after
    ]
    moved = [
        site_change(after[key], before[key].status, after[key].status)
        for key in after
        if key in before and before[key].status != after[key].status
    ]
    return [*came, *left, *moved]


def site_change(site: Place, old: str, new: str) -> Difference:
    where = ", ".join(part for part in (site.city, site.facility) if part)
    return Difference("site", where, old, new)
