"""What a criterion's words show it to be about, and what forbids to say so."""

from trials.plain.glossing.health import HEALTH_RULES
from trials.plain.glossing.persons import PERSON_RULES
from trials.plain.glossing.shapes import GlossRule

# In this order they stand beside a line, three at most.
ORDER = (
    "age",
    "pregnancy",
    "pregnancy_test",
    "birth_control",
    "consent",
    "other_study",
    "allergy",
    "life_expectancy",
    "kidney",
    "liver",
    "blood",
    "heart",
    "blood_pressure",
    "organ_function",
    "infection",
    "performance",
    "other_cancer",
    "substance",
    "judgement",
    "more_rules",
    "willing",
    "language",
)
RULES: dict[str, GlossRule] = {
    kind: (PERSON_RULES | HEALTH_RULES)[kind] for kind in ORDER
}
