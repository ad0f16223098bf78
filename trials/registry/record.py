"""A study as any registry may say it; what it says is read in its own package. Pure."""

from dataclasses import dataclass, field
from typing import Any

Raw = dict[str, Any]
GENERAL, INCLUSION, EXCLUSION = "GENERAL", "INCLUSION", "EXCLUSION"
ITEM, PARAGRAPH, HEADING = "item", "paragraph", "heading"


@dataclass(frozen=True)
class ContactRecord:
    """Somebody the registry names; `email` is "" unless it is an address."""

    name: str
    role: str
    phone: str
    phone_ext: str
    email: str


@dataclass(frozen=True)
class SiteRecord:
    """One place. `key` names it in forms and addresses and survives re-imports."""

    key: str
    facility: str
    city: str
    state: str
    postcode: str
    country_name: str
    country: str
    status: str
    latitude: float | None
    longitude: float | None
    contacts: list[ContactRecord] = field(default_factory=list)


@dataclass(frozen=True)
class StudyRecord:
    """What the registry says; field names are those of `trials.models.Study`."""

    registry_id: str
    overall_status: str
    brief_title: str = ""
    official_title: str = ""
    acronym: str = ""
    organization: str = ""
    sponsor: str = ""
    sponsor_class: str = ""
    collaborators: list[str] = field(default_factory=list)
    last_known_status: str = ""
    why_stopped: str = ""
    study_type: str = ""
    phases: list[str] = field(default_factory=list)
    brief_summary: str = ""
    detailed_description: str = ""
    conditions: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    condition_terms: list[Raw] = field(default_factory=list)
    interventions: list[Raw] = field(default_factory=list)
    primary_outcomes: list[Raw] = field(default_factory=list)
    officials: list[Raw] = field(default_factory=list)
    enrollment_count: int | None = None
    enrollment_type: str = ""
    sex: str = ""
    is_gender_based: bool = False
    gender_description: str = ""
    minimum_age: str = ""
    maximum_age: str = ""
    minimum_age_days: int | None = None
    maximum_age_days: int | None = None
    healthy_volunteers: bool | None = None
    eligibility_text: str = ""
    study_population: str = ""
    start_date: str = ""
    primary_completion_date: str = ""
    completion_date: str = ""
    first_posted_date: str = ""
    last_update_date: str = ""
    status_verified_date: str = ""
    # The smaller fields, as `trials.registry.facts` types them.
    facts: Raw = field(default_factory=dict)
    central_contacts: list[ContactRecord] = field(default_factory=list)
    sites: list[SiteRecord] = field(default_factory=list)


@dataclass(frozen=True)
class Criterion:
    """One line; `text` is CommonMark, `number` what the registry printed before it."""

    form: str
    text: str
    number: int | None = None
    children: list["Criterion"] = field(default_factory=list)


@dataclass(frozen=True)
class CriteriaSplit:
    """Both lists; empty with `is_split` false where the text could not be divided."""

    is_split: bool
    # What stands before the first heading; it is said of both lists.
    general: list[Criterion] = field(default_factory=list)
    inclusion: list[Criterion] = field(default_factory=list)
    exclusion: list[Criterion] = field(default_factory=list)
    # Why the text stays whole, and the phrase that nothing explains.
    reason: str = ""
    phrase: str = ""
