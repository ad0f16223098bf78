"""Which fields of a record a text rests on, and which of them changed since."""

from typing import Any

from portal.lib.json_hash import hash_json
from trials.models import Study, TextVersion

# What the words about a study are about; the registry's own fields.
RESTING = (
    *("brief_title", "overall_status", "why_stopped", "phases", "brief_summary"),
    *("detailed_description", "interventions", "primary_outcomes", "conditions"),
    *("enrollment_count", "sex", "minimum_age", "maximum_age", "healthy_volunteers"),
    *("eligibility_text", "sponsor", "start_date", "completion_date"),
)


def resting_fields(study: Study | None) -> dict[str, str]:
    """Return a short mark of each field as it is now; a general text rests on none."""
    if study is None:
        return {}
    return {name: mark_of(getattr(study, name)) for name in RESTING}


def mark_of(value: Any) -> str:
    return hash_json(value)[:12]


def outdated_fields(version: TextVersion) -> list[str]:
    """Return the fields that are not what they were when the text was written."""
    now = resting_fields(version.study)
    marks = version.rests_on.items()
    return [name for name, mark in marks if now.get(name, mark) != mark]


def keep_marks(study: Study, before: dict[str, str]) -> None:
    """Let texts rest on what a newer reader made of the same record.

    `before` are the marks of the rows that it replaced: a text that rested on them is
    as true as it was. One that was out of date stays so.
    """
    now = resting_fields(study)
    grown = {name: mark for name, mark in before.items() if now[name] != mark}
    for version in TextVersion.objects.filter(study=study) if grown else ():
        rests_on = {
            name: now[name] if grown.get(name) == mark else mark
            for name, mark in version.rests_on.items()
        }
        TextVersion.objects.filter(pk=version.pk).update(rests_on=rests_on)
