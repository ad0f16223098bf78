"""Now, past, or only planned: what a study's state says of all that happens in it."""

from trials.plain.record import PlainRecord

NOW, PAST, PLAN = "now", "past", "plan"
TENSES = {
    "NOT_YET_RECRUITING": NOW,
    "RECRUITING": NOW,
    "ENROLLING_BY_INVITATION": NOW,
    "ACTIVE_NOT_RECRUITING": NOW,
    "SUSPENDED": NOW,
    "AVAILABLE": NOW,
    "TEMPORARILY_NOT_AVAILABLE": NOW,
    "APPROVED_FOR_MARKETING": PAST,
    "NO_LONGER_AVAILABLE": PAST,
    "COMPLETED": PAST,
    "TERMINATED": PAST,
    "WITHDRAWN": PLAN,
    "UNKNOWN": PLAN,
}


def tense(record: PlainRecord) -> str:
    """Return the tense; "" where the record has no state that we know."""
    return TENSES.get(record.overall_status, "")
