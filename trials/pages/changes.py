"""What changed in a record, in the visitor's words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trials.models import OverallStatus, SiteStatus, StudyChange


def field_words() -> dict[str, str]:
    """Return each told field's name in the visitor's language."""
    return {
        "brief_title": _("Title"),
        "overall_status": _("State of the study"),
        "eligibility_text": _("Who can take part"),
        "brief_summary": _("Overview"),
        "detailed_description": _("Description"),
        "minimum_age": _("Minimum age"),
        "maximum_age": _("Maximum age"),
        "sex": _("Sex"),
        "healthy_volunteers": _("Healthy volunteers"),
        "phases": _("Phase"),
        "conditions": _("Conditions"),
        "enrollment_count": _("How many people"),
        "start_date": _("Start, in the record"),
        "completion_date": _("Planned or actual end"),
        "sponsor": _("Sponsor"),
        "why_stopped": _("Why it stopped"),
        "allocation": _("How people are put into groups"),
        "intervention_model": _("How the groups are compared"),
        "primary_purpose": _("What the study is for"),
        "masking": _("Who knows which treatment it is"),
        "who_masked": _("Who does not know which treatment it is"),
        "arms": _("The groups"),
        "interventions": _("What is tested"),
        "primary_outcomes": _("What is mainly measured"),
        "has_results": _("Results in the registry"),
    }


def changes_in_words(changes: list[StudyChange]) -> list[dict[str, str]]:
    """Return each change with its day."""
    names = field_words() if changes else {}
    return [
        {
            "day": date_format(change.changed_at, "DATE_FORMAT"),
            "what": site_words(change)
            if change.field == "site"
            else study_words(names.get(change.field, change.field), change),
        }
        for change in changes
    ]


def study_words(name: str, change: StudyChange) -> str:
    """Return "State of the study: Recruiting → Paused"."""
    old, new = status_label(change.old), status_label(change.new)
    if not (old or new):
        return name
    return f"{name}: {old or '–'} → {new or '–'}"


def site_words(change: StudyChange) -> str:
    if change.new == "listed":
        return _("New site: %(place)s") % {"place": change.label}
    if change.old == "listed":
        return _("Site no longer listed: %(place)s") % {"place": change.label}
    return study_words(change.label, change)


def status_label(value: str) -> str:
    """Return a registry state in words; anything else as it is."""
    labels = dict(OverallStatus.choices) | dict(SiteStatus.choices)
    return str(labels.get(value, value)) if value else ""
