"""What an import finds changed, in words that the public page prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

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
    """Return what differs in the fields that readers know."""
    return [
        Difference(name, "", shown(old), shown(new))
        for name in names
        if name in TOLD
        and (old := getattr(before, name)) != (new := getattr(after, name))
    ]


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
