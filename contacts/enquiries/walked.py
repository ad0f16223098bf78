"""What somebody has already said in the self-check is not asked again in the form."""

from datetime import date
from typing import Any

from contacts.enquiries.models.states import Relationship
from trials.selfcheck.ages import age_question
from trials.selfcheck.answers import read_answers
from trials.selfcheck.numbers import Range, converted

# What a self-check calls whom one answers for.
FOR_WHOM = {
    "self": Relationship.MYSELF,
    "child": Relationship.MY_CHILD,
    "other": Relationship.SOMEONE_I_CARE_FOR,
}


def walked_person(
    definition: dict[str, Any], raw: dict[str, Any], today: date
) -> dict[str, Any]:
    """Return for whom and of which age somebody answered, as the form's beginning."""
    found: dict[str, Any] = {}
    who = raw.get(definition["person"]["item"])
    if who in definition["person"]["self"]:
        who = "self"
    if who in FOR_WHOM:
        found["relationship"] = FOR_WHOM[who]
    value = read_answers(definition, raw, today).values.get(age_question(definition))
    years = converted(value.low, value.unit, "a") if isinstance(value, Range) else None
    if years is not None and who != "self":
        found["person_age"] = int(years)
    return found
