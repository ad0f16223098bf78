"""What is kept of a study's prose is what anybody would judge today, or is not used."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories import NOW
from tests.records import raw
from trials.importing.actions.rulings import rule_on_criteria
from trials.importing.actions.studies import import_study
from trials.models import CriteriaRuling, Study
from trials.registry.clinicaltrials.parsing import parse_study
from trials.texts.prose import judged
from trials.texts.prose.judged import JUDGES, judge_words, judged_words, prose_of

pytestmark = pytest.mark.django_db
PROMISES = "This treatment will cure you."
TEXT = """Inclusion Criteria:

* Age 18 to 65 years
* Signed informed consent

Exclusion Criteria:

* Pregnant or breastfeeding women
"""


@pytest.fixture
def study() -> Study:
    said = {"briefSummary": PROMISES}
    record = raw(
        descriptionModule=said, eligibilityModule={"eligibilityCriteria": TEXT}
    )
    return import_study(parse_study(record), now=NOW, publishes=True).study


def asked(study: Study) -> judged.JudgedProse:
    return judged_words(study, list(study.criteria.all()))


def anew(study: Study) -> judged.JudgedProse:
    found = judge_words(prose_of(study), list(study.criteria.all()))
    kinds = {place: kinds for place, kinds in found.kinds.items() if kinds}
    return found._replace(kinds=kinds)


@pytest.fixture
def no_judging(study, monkeypatch) -> None:
    """From now on only what is kept is known."""

    def refuse(*_given: object) -> None:
        raise AssertionError

    monkeypatch.setattr(judged, "judge_words", refuse)


def test_an_import_keeps_what_a_page_would_judge(study, no_judging):
    study.refresh_from_db()
    assert asked(study).is_risky
    assert any("age" in kinds for kinds in asked(study).kinds.values())


def test_a_ruling_is_judged_with_its_criteria(study):
    rule_on_criteria(study=study, ruling=CriteriaRuling.WHOLE, now=NOW, by="user:1")
    study.refresh_from_db()
    assert asked(study) == anew(study)
    assert asked(study).kinds == {}
    assert study.judged_words["kinds"] == {}


def test_other_words_are_judged_anew(study):
    study.brief_summary = "It looks at rest."
    assert not asked(study).is_risky
    row = study.criteria.get(text__startswith="Age")
    row.text = "Signed informed consent"
    row.save()
    assert "age" not in asked(study).kinds[row.position]


def test_a_newer_judge_judges_anew(study, monkeypatch):
    study.judged_words["risky"] = False
    assert not asked(study).is_risky
    monkeypatch.setattr(judged, "judges", lambda: "another")
    assert asked(study).is_risky


def test_a_study_without_is_judged_when_it_is_asked_for(study):
    Study.objects.update(judged_words=None)
    study.refresh_from_db()
    assert asked(study).is_risky


def test_nothing_is_kept_of_very_long_prose(study):
    study.brief_summary += "Rest. " * 10_000
    rows = list(study.criteria.all())
    assert judged.kept_judgement(study, rows) is None
    assert judged_words(study, rows).is_risky


def test_the_mark_holds_everything_that_judges():
    """Whatever those modules import of ours, and the list of phrases."""
    listed = {
        str(path.relative_to(settings.BASE_DIR))
        for part in JUDGES
        for path in Path(settings.BASE_DIR).glob(part)
    }
    assert "portal/vocabulary/risky_phrases/en.json" in listed
    judges = {"trials/texts/lint.py", "trials/plain/glossing/finding.py"}
    judges.add("trials/registry/clinicaltrials/text.py")
    assert imported(judges) - listed == set()


def imported(paths: set[str]) -> set[str]:
    """Return these modules of ours and all that they import, however far."""
    found: set[str] = set()
    while fresh := paths - found:
        found |= fresh
        paths = {one for path in fresh for one in imported_by(path)}
    return found


def imported_by(path: str) -> set[str]:
    tree = ast.parse((Path(settings.BASE_DIR) / path).read_text("utf-8"))
    names = {
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    }
    paths = {f"{name.replace('.', '/')}.py" for name in names}
    return {one for one in paths if (Path(settings.BASE_DIR) / one).is_file()}
