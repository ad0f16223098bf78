"""What a page says first where an answer may mean that somebody needs help."""

from typing import Any

from portal.emergency.numbers import EmergencyNumbers
from portal.hospital.emergency import numbers_here
from trials.models import Study
from trials.selfcheck.asking.care_told import ToldCare, is_pressing


def care_context(told: list[ToldCare]) -> dict[str, Any]:
    """Return the care by level, and whether it cannot wait for the team."""
    levels = [(level, [one for one in told if one.level == level]) for level in LEVELS]
    return {
        "care": [(level, found) for level, found in levels if found],
        "is_pressing": is_pressing(told),
        "helpline_kind": "emergency_mind" if is_about_mind(told) else "",
    }


LEVELS = ("now", "today", "soon")


def is_about_mind(told: list[ToldCare]) -> bool:
    return any(one.topic == "mind" for one in told)


def numbers_for(study: Study) -> EmergencyNumbers:
    """Return the numbers of the study's country, if it has just one."""
    countries = {site.country for site in study.sites.all() if site.country}
    return numbers_here(countries.pop() if len(countries) == 1 else "")
