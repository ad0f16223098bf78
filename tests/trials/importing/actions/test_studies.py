"""An import replaces what is the registry's, keeps what is ours, tells what changed."""

from datetime import timedelta

import pytest
from django.db import connection

from tests import texts
from tests.factories import NOW
from tests.records import CRITERIA, location, raw
from trials.importing.actions import studies
from trials.importing.actions.publishing import publish_study
from trials.importing.actions.studies import import_study
from trials.models import CriterionKind, Study
from trials.registry.clinicaltrials import source
from trials.registry.clinicaltrials.parsing import parse_study
from trials.vocabulary.concepts import known_concepts, parents
from trials.vocabulary.lookup import lookup

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def bring(now=NOW, **modules):
    return import_study(parse_study(raw(**modules)), now=now)


def places(*locations):
    return {"contactsLocationsModule": {"locations": list(locations)}}


def test_a_new_study_is_not_shown_until_somebody_publishes_it():
    result = bring()
    assert result.is_new
    assert not Study.objects.published().exists()
    publish_study(study=result.study, now=NOW)
    assert Study.objects.published().get().registry_id == "NCT91000001"


def test_criteria_stand_in_reading_order_with_their_nesting():
    study = bring().study
    rows = list(study.criteria.values_list("position", "depth", "number", "text"))
    assert rows == [
        (0, 0, None, "Age \\>= 5 years"),
        (1, 0, None, "Organs that work:"),
        (2, 1, 1, "heart"),
        (3, 1, 2, "kidneys"),
        (4, 0, None, "Live vaccine in the last 4 weeks"),
    ]
    assert study.criteria.get(position=2).parent.text == "Organs that work:"
    assert study.criteria.get(position=4).kind == CriterionKind.EXCLUSION


def test_the_same_record_again_only_moves_the_day_of_the_check():
    first = bring().study
    again = bring(now=LATER)
    assert (again.is_changed, again.changes) == (False, 0)
    study = Study.objects.get()
    assert (study.checked_at, study.changed_at) == (LATER, NOW)
    assert study.revision == first.revision


def test_an_unchanged_record_is_not_divided_again(monkeypatch):
    divided = []
    divide = source.split_criteria
    monkeypatch.setattr(
        source, "split_criteria", lambda text: divided.append(text) or divide(text)
    )
    bring()
    bring(now=LATER)
    assert len(divided) == 1
    # It was the same a moment ago, and somebody brought another meanwhile.
    monkeypatch.setattr(studies, "is_known", lambda *_: True)
    bring(eligibilityModule={"eligibilityCriteria": f"{CRITERIA}\n* Hiccups"})
    assert Study.objects.get().criteria.filter(text="Hiccups").exists()


def test_a_change_is_recorded_and_makes_the_page_stale():
    first = bring().study
    eligibility = {"eligibilityCriteria": CRITERIA, "minimumAge": "8 Years"}
    result = bring(now=LATER, eligibilityModule=eligibility)
    change = result.study.changes.get(field="minimum_age")
    assert (change.old, change.new, change.changed_at) == ("5 Years", "8 Years", LATER)
    assert result.study.revision == first.revision + 1


def test_our_own_words_survive_an_import():
    study = bring().study
    Study.objects.update(is_published=True, team_languages=["zh"])
    texts.published(study)
    bring(now=LATER, descriptionModule={"briefSummary": "New words of the registry"})
    study = Study.objects.get()
    assert (study.is_published, study.team_languages) == (True, ["zh"])
    assert study.texts.published().get().body == texts.WORDS
    assert study.brief_summary == "New words of the registry"


def test_sites_come_leave_and_change_their_state():
    study = bring(**places(location(), location(city="Ningbo"))).study
    study.sites.filter(city="Hangzhou").update(team_languages=["zh"])
    bring(now=LATER, **places(location(status="SUSPENDED"), location(city="Wuhan")))
    told = {(c.label, c.old, c.new) for c in study.changes.filter(field="site")}
    assert told == {
        ("Wuhan, Example Hospital", "", "listed"),
        ("Ningbo, Example Hospital", "listed", ""),
        ("Hangzhou, Example Hospital", "RECRUITING", "SUSPENDED"),
    }
    assert study.sites.get(city="Hangzhou").team_languages == ["zh"]
    # An enquiry may point at it, so the row stays.
    assert study.sites.get(city="Ningbo").is_listed is False
    assert [s.city for s in study.sites.recruiting()] == ["Wuhan"]


def test_a_site_that_comes_back_is_the_same_site():
    study = bring(**places(location())).study
    first = study.sites.get().pk
    bring(now=LATER, **places())
    bring(now=LATER, **places(location()))
    assert study.sites.listed().get().pk == first


def test_no_list_of_names_is_read_while_others_wait_to_write():
    """On one file the first import of a process kept families waiting two seconds."""
    lists = (lookup, known_concepts, parents)
    for one in lists:
        one.cache_clear()
    seen = []

    def look(execute, sql, *rest):
        seen.append([one.cache_info().currsize for one in lists])
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        bring()
    assert seen
    assert seen[0] == [1, 1, 1]
