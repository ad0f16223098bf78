"""The public models; one module per stem."""

from trials.models.criteria import CriterionForm, CriterionKind, EligibilityCriterion
from trials.models.selfchecks import SelfCheckCase, SelfCheckVersion, VersionState
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
    "ContactRole",
    "CriterionForm",
    "CriterionKind",
    "EligibilityCriterion",
    "GlossaryTerm",
    "OverallStatus",
    "SectionKind",
    "SelfCheckCase",
    "SelfCheckVersion",
    "Sex",
    "SiteStatus",
    "Study",
    "StudyChange",
    "StudyContact",
    "StudyContent",
    "StudySite",
    "TextParagraph",
    "TextSection",
    "TextSource",
    "VersionState",
]
