"""Who will know which treatment a person gets."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from trials.plain.blocks.short import INTERVENTIONAL
from trials.plain.named import NO_INTERVENTION, PLACEBO, SHAM
from trials.plain.names import listing_of
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, Templates, say
from trials.plain.tenses import tense

NONE = "NONE"
MASKED = frozenset({"SINGLE", "DOUBLE", "TRIPLE", "QUADRUPLE"})
PARTICIPANT = "PARTICIPANT"
ROLES = {
    "CARE_PROVIDER": _("those who treat them"),
    "INVESTIGATOR": _("the study doctors"),
    "OUTCOMES_ASSESSOR": _("those who measure the results"),
}
FIRST = ("study_type", "masking", "overall_status")
TEMPLATES: Templates = {
    "masking.open.now": _("Everybody knows which treatment a person gets."),
    "masking.open.past": _("Everybody knew which treatment a person got."),
    "masking.open.plan": _("Everybody was to know which treatment a person gets."),
    "masking.people.now": _("People in the study do not know which group they are in."),
    "masking.people.past": _(
        "People in the study did not know which group they were in."
    ),
    "masking.people.plan": _(
        "People in the study were not to know which group they are in."
    ),
    "masking.either.now": _("Nor do these know it: %(names)s."),
    "masking.either.past": _("Nor did these know it: %(names)s."),
    "masking.either.plan": _("Nor were these to know it: %(names)s."),
    "masking.others.now": _("These do not know the groups: %(names)s."),
    "masking.others.past": _("These did not know the groups: %(names)s."),
    "masking.others.plan": _("These were not to know the groups: %(names)s."),
    "masking.not_people": _(
        "The record does not name the people in the study among those who do not know."
    ),
    "masking.not_found": _(
        "The record says that some do not know the group. We did not find who."
    ),
}


def say_masking(record: PlainRecord) -> list[Sentence]:
    """Return who knows; nothing where the record contradicts itself."""
    when = tense(record)
    if record.study_type != INTERVENTIONAL or not when or contradicts_itself(record):
        return []
    if record.masking == NONE:
        if len(record.arms) == 1:
            return []
        return [say(TEMPLATES, f"masking.open.{when}", FIRST)]
    if record.masking not in MASKED:
        return []
    if not record.who_masked:
        return [say(TEMPLATES, "masking.not_found", (*FIRST, "who_masked"))]
    return masked_sentences(record, when)


def contradicts_itself(record: PlainRecord) -> bool:
    """Whether a group would show what is said to be hidden, or the reverse."""
    kinds = {arm.kind for arm in record.arms}
    if record.masking == NONE:
        return bool(kinds & {PLACEBO, SHAM})
    return PARTICIPANT in record.who_masked and NO_INTERVENTION in kinds


def masked_sentences(record: PlainRecord, when: str) -> list[Sentence]:
    """Return who does not know, as the record names them."""
    fields = (*FIRST, "who_masked")
    roles = [gettext(ROLES[role]) for role in ROLES if role in record.who_masked]
    is_blind = PARTICIPANT in record.who_masked
    found = [say(TEMPLATES, f"masking.people.{when}", fields)] if is_blind else []
    if roles:
        key = "either" if is_blind else "others"
        found.append(
            say(TEMPLATES, f"masking.{key}.{when}", fields, names=listing_of(roles))
        )
    if not is_blind:
        found.append(say(TEMPLATES, "masking.not_people", fields))
    return found
