"""An editor may rule that a text be divided, or stay whole, against the program."""

from datetime import datetime

from django.db import transaction

from portal.audit.models import Verb
from portal.audit.record import record_event
from trials.importing.actions.criteria import write_criteria
from trials.models import CriteriaRuling, Study
from trials.registry.record import CriteriaSplit
from trials.registry.source import source_named
from trials.texts.prose.judged import kept_judgement

RULED_WHOLE = "ruled"


@transaction.atomic
def rule_on_criteria(*, study: Study, ruling: str, now: datetime, by: str) -> None:
    """Divide a study's text, or leave it whole, as an editor saw fit; "" undoes it."""
    study.eligibility_ruling = CriteriaRuling(ruling) if ruling else ""
    study.save(update_fields=["eligibility_ruling"])
    source = source_named(study.source)
    write_ruled_criteria(study, source.split_criteria(study.eligibility_text))
    study.touch(now)
    record_event(
        Verb.CRITERIA_RULED, now=now, by=by, reference=study.registry_id, ruling=ruling
    )


def write_ruled_criteria(study: Study, split: CriteriaSplit) -> None:
    """Write the criteria as the program divides them, or as an editor ruled."""
    ruled = ruled_split(study, split)
    study.is_eligibility_split = ruled.is_split
    study.eligibility_reason = ruled.reason
    study.eligibility_phrase = ruled.phrase
    study.judged_words = kept_judgement(study, write_criteria(study, ruled))
    study.save(
        update_fields=[
            "is_eligibility_split",
            "eligibility_reason",
            "eligibility_phrase",
            "judged_words",
        ]
    )


def ruled_split(study: Study, split: CriteriaSplit) -> CriteriaSplit:
    """Return the division that counts."""
    if study.eligibility_ruling == CriteriaRuling.WHOLE:
        return CriteriaSplit(is_split=False, reason=RULED_WHOLE)
    if study.eligibility_ruling == CriteriaRuling.DIVIDED:
        return source_named(study.source).split_anyway(study.eligibility_text)
    return split
