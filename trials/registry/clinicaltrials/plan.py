"""What a study is planned as: its states and days, its design, who may take part."""

import re
from datetime import date
from typing import Any

from portal.lib.ages import age_days
from trials.registry.clinicaltrials.raw import at, items, text, texts, whole_number
from trials.registry.clinicaltrials.text import plain

Raw = dict[str, Any]


DATE = re.compile(r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


SEXES = frozenset({"ALL", "FEMALE", "MALE"})


def progress(study: Raw) -> Raw:
    """Return state and dates, each as precise as the registry gives it."""
    status = "statusModule"
    return {
        "last_known_status": text(study, status, "lastKnownStatus")[:32],
        "why_stopped": plain(text(study, status, "whyStopped")),
        "start_date": day(study, "startDateStruct"),
        "primary_completion_date": day(study, "primaryCompletionDateStruct"),
        "completion_date": day(study, "completionDateStruct"),
        "first_posted_date": day(study, "studyFirstPostDateStruct"),
        "last_update_date": day(study, "lastUpdatePostDateStruct"),
        "status_verified_date": only_date(text(study, status, "statusVerifiedDate")),
    }


def day(study: Raw, name: str) -> str:
    """Return "2026-01-31" or "2026-01" of a date structure."""
    return only_date(text(study, "statusModule", name, "date"))


def only_date(value: str) -> str:
    """Return the text if it is a date, so that nothing else is ever shown as one."""
    return value if DATE.fullmatch(value) and is_in_calendar(value) else ""


def is_in_calendar(value: str) -> bool:
    """Whether the day exists; months and years alone always do."""
    try:
        date(*map(int, (value + "-01-01")[:10].split("-")))
    except ValueError:
        return False
    return True


def design(study: Raw) -> Raw:
    """Return kind, phases, size, interventions, outcomes and officials."""
    module = "designModule"
    officials = items(study, "contactsLocationsModule", "overallOfficials")
    return {
        "study_type": text(study, module, "studyType")[:32],
        "phases": [code for code in texts(study, module, "phases") if code != "NA"],
        "enrollment_count": whole_number(study, module, "enrollmentInfo", "count"),
        "enrollment_type": text(study, module, "enrollmentInfo", "type")[:16],
        "interventions": interventions(study),
        "primary_outcomes": rows(
            items(study, "outcomesModule", "primaryOutcomes"),
            ("measure", "timeFrame", "description"),
        ),
        "officials": rows(officials, ("name", "affiliation", "role")),
    }


def interventions(study: Raw) -> list[Raw]:
    """Return what is named, with the other names that it goes by."""
    found = items(study, "armsInterventionsModule", "interventions")
    named = rows(found, ("type", "name", "description"))
    other = [[plain(name) for name in texts(one, "otherNames")] for one in found]
    pairs = zip(named, other, strict=True)
    return [{**row, "otherNames": names} if names else row for row, names in pairs]


def rows(found: list[Raw], names: tuple[str, ...]) -> list[Raw]:
    """Return the named texts of each row, as a reader would type them."""
    return [{name: plain(text(one, name)) for name in names} for one in found]


def who(study: Raw) -> Raw:
    """Return who may take part."""
    module = "eligibilityModule"
    low, high = text(study, module, "minimumAge"), text(study, module, "maximumAge")
    sex = text(study, module, "sex")
    volunteers = at(study, module, "healthyVolunteers")
    return {
        "sex": sex if sex in SEXES else "",
        "is_gender_based": at(study, module, "genderBased") is True,
        "gender_description": plain(text(study, module, "genderDescription")),
        "minimum_age": known_age(low),
        "maximum_age": known_age(high),
        "minimum_age_days": age_days(low),
        "maximum_age_days": age_days(high),
        "healthy_volunteers": volunteers if isinstance(volunteers, bool) else None,
        "eligibility_text": text(study, module, "eligibilityCriteria"),
        "study_population": plain(text(study, module, "studyPopulation")),
    }


def known_age(value: str) -> str:
    """Return an age as the registry wrote it; "" for "N/A" and what is none."""
    return value[:32] if age_days(value) is not None else ""
