"""How old a study's facts are, and how sure one can be: the strip of its page."""

from datetime import date
from typing import Any

from trials.api.answers.addresses import iso
from trials.models import Study
from trials.pages.found.standing import SURE
from trials.pages.state.strip import strip_of


def freshness_of(study: Study, today: date, language: str) -> dict[str, Any]:
    """Return the tone with its words, and the days that anybody may weigh."""
    judged = study.judged(today)
    strip = strip_of(study, judged, today, language)
    return {
        "tone": judged.tone.value,
        "is_sure": judged.tone in SURE,
        "doubt": judged.doubt.value if judged.doubt else None,
        "words": strip.sentence,
        "remarks": [*strip.remarks, *strip.days],
        "changed_in_registry": study.last_update_date or None,
        "confirmed_by_sponsor": study.status_verified_date or None,
        "planned_end": study.completion_date or study.primary_completion_date or None,
        "copied_on": iso(study.copied_on),
        "compared_at": iso(study.compared_at),
        "gone_from_registry_since": iso(study.vanished_at),
        "team_confirmed_on": iso(study.team_confirmed_on),
        "team_closed_on": iso(study.team_closed_on),
    }
