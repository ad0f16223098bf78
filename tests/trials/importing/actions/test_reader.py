"""What a newer reader fills is no change, and what changed is one all the same.

That real records read anew are no news is shown in `test_older_reader`.
"""

from datetime import timedelta

import pytest

from tests.factories import NOW
from tests.records import raw
from trials.importing.actions.studies import import_study
from trials.models import Study, StudyChange
from trials.pages.changes import field_words
from trials.registry.clinicaltrials.parsing import parse_study
from trials.registry.facts import NAMES, as_document, read_facts

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
# What commit 0dbb886 kept of the lists of rows, and how it kept escapes.
OLD_ROWS = ("type", "name", "description")


def bring(now=NOW, **modules):
    return import_study(parse_study(raw(**modules)), now=now, publishes=True)


def forget_what_is_new() -> None:
    """Leave in the rows what the parser of commit 0dbb886 wrote."""
    for study in Study.objects.all():
        study.facts, study.source_hash = {}, "of another reader"
        study.interventions = [
            {name: row[name] for name in OLD_ROWS} for row in study.interventions
        ]
        study.why_stopped = study.why_stopped.replace(">", "\\>")
        study.save()


def test_a_record_that_changed_is_a_change_for_a_newer_reader_too():
    bring()
    forget_what_is_new()
    status = {
        "overallStatus": "RECRUITING",
        "lastUpdatePostDateStruct": {"date": "2026-02-01"},
        "startDateStruct": {"date": "2025-03"},
    }
    assert bring(now=LATER, statusModule=status).is_changed
    assert Study.objects.get().changed_at == LATER


def test_a_real_difference_of_a_new_field_is_told_in_words():
    design = {"studyType": "INTERVENTIONAL", "designInfo": {"allocation": "RANDOMIZED"}}
    bring(designModule=design)
    other = {**design, "designInfo": {"allocation": "NON_RANDOMIZED"}}
    bring(now=LATER, designModule=other)
    (change,) = StudyChange.objects.all()
    assert change.field == "allocation"
    assert field_words()[change.field] == "How people are put into groups"


def test_facts_come_back_from_the_database_as_they_were_read():
    arms = [
        {"label": "A \\> B", "type": "EXPERIMENTAL", "interventionNames": ["Drug: X"]}
    ]
    study = bring(armsInterventionsModule={"armGroups": arms}).study
    stored = Study.objects.get(pk=study.pk).facts
    facts = read_facts(stored)
    assert facts.arms[0].label == "A > B"
    assert facts.arms[0].names == ("Drug: X",)
    assert as_document(facts) == {name: stored[name] for name in NAMES}


def test_what_a_stored_document_lacks_is_not_said():
    assert read_facts({}).allocation == ""
    assert read_facts({"later": 1, "masking": "NONE"}).masking == "NONE"
