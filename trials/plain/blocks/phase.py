"""The phase, and what it means."""

from django.utils.translation import gettext_noop as _

from trials.plain.blocks.short import INTERVENTIONAL
from trials.plain.named import record_things
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, Templates, say

NA = "NA"
MEDICINES = frozenset({"DRUG", "BIOLOGICAL"})
PAIRS: dict[tuple[str, ...], str] = {
    ("PHASE1", "PHASE2"): "phase.1_2",
    ("PHASE2", "PHASE3"): "phase.2_3",
}
TEMPLATES: Templates = {
    "phase.EARLY_PHASE1": _("Phase: early phase 1, a very first look in a few people."),
    "phase.PHASE1": _(
        "Phase 1: an early step. Is it safe, and how much should be given?"
    ),
    "phase.PHASE2": _("Phase 2: does it seem to help, and which dose?"),
    "phase.PHASE3": _("Phase 3: a late step, as a rule with many people."),
    "phase.PHASE4": _(
        "Phase 4: more is learned about something that is, as a rule, already allowed."
    ),
    "phase.1_2": _("Phase 1 and 2 in one study."),
    "phase.2_3": _("Phase 2 and 3 in one study."),
    "phase.none": _("No phase: phases are used for medicines."),
    "phase.not_given": _("The record gives no phase."),
}


def say_phase(record: PlainRecord) -> list[Sentence]:
    """Return the phase or phases; studies that observe have none."""
    if record.study_type != INTERVENTIONAL or not record.phase_codes:
        return []
    fields = ("study_type", "phase_codes")
    if record.phase_codes == (NA,):
        return [without_phase(record)]
    keys = [f"phase.{code}" for code in record.phase_codes]
    if any(key not in TEMPLATES for key in keys):
        return []
    if pair := PAIRS.get(record.phase_codes):
        keys = [pair, *keys]
    return [say(TEMPLATES, key, fields) for key in keys]


def without_phase(record: PlainRecord) -> Sentence:
    fields = ("study_type", "phase_codes")
    source = "arms" if any(arm.names for arm in record.arms) else "interventions"
    if any(one.kind in MEDICINES for one in record_things(record)):
        return say(TEMPLATES, "phase.not_given", (*fields, source))
    return say(TEMPLATES, "phase.none", (*fields, source))
