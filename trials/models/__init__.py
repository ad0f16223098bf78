"""The public models; one module per stem."""

from trials.models.conditions import (
    ConditionSource,
    ShownName,
    StudyCondition,
    condition_hash,
)
from trials.models.criteria import CriterionKind, CriterionShape, EligibilityCriterion
from trials.models.news import StudyNews, Trigger, WatchedSite, WatchedStudy
from trials.models.selfchecks import (
    FrozenVersionError,
    SelfCheckCase,
    SelfCheckVersion,
    VersionState,
)
from trials.models.sites import ContactRole, SiteStatus, StudyContact, StudySite
from trials.models.studies import OPEN_STATUSES, OverallStatus, Sex, Study, StudyChange
from trials.models.texts import (
    GlossaryTerm,
    SectionKind,
    StudyContent,
    TextParagraph,
    TextSection,
    TextSource,
)

__all__ = [
    "OPEN_STATUSES",
    "ConditionSource",
    "ContactRole",
    "CriterionKind",
    "CriterionShape",
    "EligibilityCriterion",
    "FrozenVersionError",
    "GlossaryTerm",
    "OverallStatus",
    "SectionKind",
    "SelfCheckCase",
    "SelfCheckVersion",
    "Sex",
    "ShownName",
    "SiteStatus",
    "Study",
    "StudyChange",
    "StudyCondition",
    "StudyContact",
    "StudyContent",
    "StudyNews",
    "StudySite",
    "TextParagraph",
    "TextSection",
    "TextSource",
    "Trigger",
    "VersionState",
    "WatchedSite",
    "WatchedStudy",
    "condition_hash",
]
