"""How a study and its places stand, as the message form says it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from trials.models import Study, StudySite
from trials.pages.sites.states import place_state
from trials.pages.state.strip import strip_of


def standing_of(
    study: Study, site: StudySite | None, today: date, language: str
) -> dict[str, Any]:
    """Return the strip of a study, and how the chosen place stands."""
    judged = study.judged(today)
    return {
        "strip": strip_of(study, judged, today, language),
        "place": place_state(site, judged.tone, today, language) if site else None,
    }


def place_remarks(
    study: Study, today: date, language: str
) -> Callable[[StudySite], str]:
    """Return what a choice of the form adds to a place's name; "" if all is well."""
    tone = study.judged(today).tone

    def remark(site: StudySite) -> str:
        state = place_state(site, tone, today, language)
        return state.remark or ("" if state.is_open else state.badge)

    return remark
