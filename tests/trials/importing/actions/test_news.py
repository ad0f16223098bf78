"""What becomes of a study is news once, however it came about."""

from datetime import timedelta

import pytest

from tests import factories
from tests.factories import NOW
from tests.records import location, raw
from trials.importing.actions.news import gather_news
from trials.importing.actions.publishing import publish_study
from trials.importing.actions.studies import import_study
from trials.models import OverallStatus, SiteStatus, Study, StudyNews, StudySite
from trials.registry.clinicaltrials.parsing import parse_study

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def told() -> list[str]:
    """Gather, and return the triggers of what came of it."""
    before = list(StudyNews.objects.values_list("pk", flat=True))
    gather_news(now=LATER)
    fresh = StudyNews.objects.exclude(pk__in=before)
    return list(fresh.values_list("trigger", flat=True))


def test_a_new_study_is_news_when_it_is_published_and_when_it_comes_back():
    """Whoever was told already is kept apart by the ledger, not here."""
    study = import_study(parse_study(raw()), now=NOW).study
    assert told() == []
    publish_study(study=study, now=NOW)
    assert told() == ["NEW_STUDY"]
    assert told() == []
    Study.objects.update(is_published=False)
    assert told() == []
    Study.objects.update(is_published=True)
    assert told() == ["NEW_STUDY"]
    assert told() == []


def test_a_finished_study_is_no_news():
    factories.Study(overall_status=OverallStatus.COMPLETED)
    assert told() == []


def test_it_is_news_when_a_study_begins_to_take_people():
    study = factories.Study(overall_status=OverallStatus.NOT_YET_RECRUITING)
    assert told() == ["NEW_STUDY"]
    Study.objects.filter(pk=study.pk).update(overall_status=OverallStatus.RECRUITING)
    assert told() == ["RECRUITING"]
    Study.objects.filter(pk=study.pk).update(overall_status=OverallStatus.COMPLETED)
    assert told() == []


def test_it_is_news_when_a_site_opens_or_opens_again():
    site = factories.StudySite(status=SiteStatus.NOT_YET_RECRUITING)
    assert told() == ["NEW_STUDY"]
    sites = StudySite.objects.filter(pk=site.pk)
    sites.update(status=SiteStatus.RECRUITING)
    assert told() == ["SITE_OPENED"]
    assert StudyNews.objects.get(trigger="SITE_OPENED").site == site
    sites.update(status=SiteStatus.SUSPENDED)
    assert told() == []
    sites.update(status=SiteStatus.RECRUITING)
    assert told() == ["SITE_OPENED"]
    factories.StudySite(study=site.study, city="Beijing")
    assert told() == ["SITE_OPENED"]


def test_a_changed_age_limit_is_remembered():
    study = factories.Study(minimum_age="12 Years")
    told()
    Study.objects.filter(pk=study.pk).update(minimum_age="5 Years")
    assert told() == []
    study.refresh_from_db()
    assert study.watched.youngest_months == 60


def test_an_import_writes_each_condition_once_with_the_terms_above_it():
    record = raw(conditionsModule={"conditions": ["SLE", "Rare Thing"]})
    record["derivedSection"] = {
        "conditionBrowseModule": {
            "meshes": [{"id": "D008180", "term": "Lupus Erythematosus, Systemic"}],
            "ancestors": [{"id": "D001327", "term": "Autoimmune Diseases"}],
        }
    }
    study = import_study(parse_study(record), now=NOW).study
    rows = list(study.condition_rows.values_list("name", "source"))
    assert rows == [
        ("Lupus Erythematosus, Systemic", "TERM"),
        ("Rare Thing", "NAME"),
        ("Autoimmune Diseases", "ABOVE"),
    ]
    record["protocolSection"]["contactsLocationsModule"] = {"locations": [location()]}
    record["protocolSection"]["conditionsModule"] = {"conditions": ["Asthma"]}
    import_study(parse_study(record), now=LATER)
    assert study.condition_rows.filter(name="Asthma").exists()
    assert not study.condition_rows.filter(name="Rare Thing").exists()
