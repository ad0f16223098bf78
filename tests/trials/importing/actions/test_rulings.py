"""An editor may overrule how criteria are divided: audited, and for one text only."""

from datetime import timedelta

import pytest

from portal.audit.models import AuditEvent
from tests.factories import NOW
from tests.records import raw
from trials.importing.actions.rulings import rule_on_criteria
from trials.importing.actions.studies import import_study
from trials.models import CriteriaRuling, Study
from trials.registry.clinicaltrials.parsing import parse_study

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
BOTH_LISTS = "Inclusion Criteria:\n\n* A\n\nExclusion Criteria:\n\n* B"
THIRD_LIST = f"{BOTH_LISTS}\n\nDropout Criteria:\n\n* C"


def bring(text: str, now=NOW) -> Study:
    module = {"eligibilityCriteria": text}
    return import_study(parse_study(raw(eligibilityModule=module)), now=now).study


def rule(study: Study, ruling: str) -> None:
    rule_on_criteria(study=study, ruling=ruling, now=NOW, by="user:7")


def test_the_reason_and_the_phrase_are_kept_for_the_editor():
    study = bring(THIRD_LIST)
    assert not study.is_eligibility_split
    assert study.eligibility_reason == "unexplained"
    assert study.eligibility_phrase == "Dropout Criteria:"


def test_a_ruling_divides_is_audited_and_outlives_an_import():
    study = bring(THIRD_LIST)
    rule(study, CriteriaRuling.DIVIDED)
    assert study.criteria.count() > 2
    event = AuditEvent.objects.get(verb="CRITERIA_RULED")
    assert (event.by, event.detail["ruling"]) == ("user:7", "DIVIDED")
    Study.objects.update(source_hash="of another reader")
    assert bring(THIRD_LIST, LATER).is_eligibility_split


def test_another_text_asks_for_another_ruling():
    rule(bring(THIRD_LIST), CriteriaRuling.DIVIDED)
    study = bring(THIRD_LIST + "\n* D", LATER)
    assert (study.eligibility_ruling, study.is_eligibility_split) == ("", False)


def test_a_ruling_may_leave_a_text_whole_and_be_undone():
    study = bring(BOTH_LISTS)
    rule(study, CriteriaRuling.WHOLE)
    assert (study.is_eligibility_split, study.criteria.count()) == (False, 0)
    rule(study, "")
    assert study.is_eligibility_split
