"""The public models; one module per stem."""

from trials.models.cases import SelfCheckCase
from trials.models.changes import StudyChange
from trials.models.conditions import (
    ConditionSource,
    ShownName,
    StudyCondition,
    condition_hash,
)
from trials.models.contacts import ContactRole, StudyContact
from trials.models.criteria import CriterionKind, CriterionShape, EligibilityCriterion
from trials.models.gated.frozen import FrozenVersionError
from trials.models.gated.kinds import TextClass, TextKind
from trials.models.gated.versions import TextState, TextVersion
from trials.models.glossary import GlossaryTerm
from trials.models.news import StudyNews, Trigger, WatchedSite, WatchedStudy
from trials.models.rounds import RefreshRound
from trials.models.search import ConceptMention, SearchDocument
from trials.models.selfchecks import SelfCheckVersion
from trials.models.sites import SiteStatus, StudySite
from trials.models.statuses import OPEN_STATUSES, CriteriaRuling, OverallStatus, Sex
from trials.models.studies import Study
from trials.models.tallies import SelfCheckTally
from trials.models.texts import (
    SectionKind,
    StudyContent,
    TextParagraph,
    TextSection,
    TextSource,
)

__all__ = [
    "OPEN_STATUSES",
    "ConceptMention",
    "ConditionSource",
    "ContactRole",
    "CriteriaRuling",
    "CriterionKind",
    "CriterionShape",
    "EligibilityCriterion",
    "FrozenVersionError",
    "GlossaryTerm",
    "OverallStatus",
    "RefreshRound",
    "SearchDocument",
    "SectionKind",
    "SelfCheckCase",
    "SelfCheckTally",
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
    "TextClass",
    "TextKind",
    "TextParagraph",
    "TextSection",
    "TextSource",
    "TextState",
    "TextVersion",
    "Trigger",
    "WatchedSite",
    "WatchedStudy",
    "condition_hash",
]
