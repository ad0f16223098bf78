"""FHIR: resources that HL7's own model reads, and that say what the pages say."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from fhir.resources.R4B.operationoutcome import OperationOutcome
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.researchstudy import ResearchStudy

from portal.lib.json_hash import hash_json
from tests import factories
from tests.trials.api.asked import real_studies
from tests.trials.selfcheck.founding import DEFINITION
from trials.api.fhir.resources.capability import SEARCHES
from trials.api.fhir.searching import MEANT
from trials.models import SelfCheckVersion, Study

pytestmark = pytest.mark.django_db
BASE = "/fhir/R4/"
ONE = f"{BASE}ResearchStudy/NCT90000001"


@pytest.fixture
def study() -> Study:
    today = timezone.localdate().isoformat()
    return factories.site_with_contact(
        study__registry_id="NCT90000001",
        study__last_update_date=today,
        study__status_verified_date=today[:7],
        study__completion_date="2099-01",
        study__phases=["PHASE1", "PHASE2"],
        study__facts={"primary_purpose": "TREATMENT"},
    ).study


@pytest.fixture
def version(study) -> SelfCheckVersion:
    return SelfCheckVersion.objects.create(
        study=study,
        number="1.0.0",
        definition=DEFINITION,
        sha256=hash_json(DEFINITION),
        state="PUBLISHED",
        created_at=factories.NOW,
        published_at=factories.NOW,
    )


def ask(path: str, model: type, status: int = 200) -> dict:
    """Return an answer that HL7's model reads."""
    answer = Client().get(path)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/fhir+json"
    model.model_validate_json(answer.content)
    return answer.json()


def test_the_server_says_what_it_can():
    said = ask(f"{BASE}metadata", CapabilityStatement)
    told = {
        one["type"]: {param["name"] for param in one["searchParam"]}
        for one in said["rest"][0]["resource"]
    }
    assert told == {name: set(params) for name, params in SEARCHES.items()}
    assert set().union(*told.values()) == set(MEANT)
    assert said["fhirVersion"] == "4.0.1"


@pytest.mark.parametrize("language", ["", "?_language=zh-hans"])
def test_real_records_are_read_by_others(language):
    for study in real_studies():
        path = f"{BASE}ResearchStudy/{study.registry_id}{language}"
        said = ask(path, ResearchStudy)
        assert said["identifier"][0]["value"] == study.registry_id


def test_a_study_says_what_its_page_says(study):
    said = ask(ONE, ResearchStudy)
    assert said["status"] == "active"
    assert said["identifier"] == [
        {"system": "https://clinicaltrials.gov", "value": "NCT90000001"}
    ]
    assert said["phase"]["coding"][0]["code"] == "phase-1-phase-2"
    assert said["primaryPurposeType"]["coding"][0]["code"] == "treatment"
    assert said["condition"] == [{"text": "Lupus"}]
    (place,) = said["contained"]
    assert place["description"] == "Recruiting"
    assert said["site"] == [{"reference": f"#{place['id']}"}]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"last_update_date": "2019-01", "status_verified_date": "2019-01"}, None),
        ({"overall_status": "UNKNOWN"}, None),
        ({"overall_status": "WITHHELD"}, None),
        ({"team_closed_on": "2026-01-01"}, "closed-to-accrual"),
        ({"overall_status": "TERMINATED"}, "administratively-completed"),
        ({"overall_status": "SUSPENDED"}, "temporarily-closed-to-accrual"),
    ],
)
def test_its_status_claims_no_more_than_the_page(study, change, status):
    Study.objects.update(**change)
    said = ask(ONE, ResearchStudy)
    assert said.get("status") == status
    if status is None:
        reason = said["_status"]["extension"][0]
        assert reason["valueCode"] == "unknown"
        assert said["contained"][0]["description"] != "Recruiting"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1),
        ("_id=nct90000001", 1),
        ("identifier=https://clinicaltrials.gov|NCT90000001", 1),
        ("identifier=NCT90000002", 0),
        ("status=active", 1),
        ("status=completed", 0),
        ("title=rest", 1),
        ("keyword=rest", 0),
        ("_format=json", 1),
    ],
)
def test_a_search_finds_what_fits(study, query, found):
    said = ask(f"{BASE}ResearchStudy?{query}", Bundle)
    assert said["total"] == found
    assert len(said.get("entry", [])) == found


def test_pages_of_a_bundle_lead_on(study):
    for _number in range(20):
        factories.Study()
    first = ask(f"{BASE}ResearchStudy", Bundle)
    (after,) = [one["url"] for one in first["link"] if one["relation"] == "next"]
    last = ask(after.removeprefix(settings.PUBLIC_URL), Bundle)
    assert (len(first["entry"]), len(last["entry"])) == (20, 1)
    for entry in last["entry"]:
        ask(entry["fullUrl"].removeprefix(settings.PUBLIC_URL), ResearchStudy)


def test_the_self_check_is_a_questionnaire(version):
    said = ask(f"{BASE}Questionnaire/NCT90000001", Questionnaire)
    assert said["status"] == "draft"
    assert said["version"] == DEFINITION["version"]
    assert said["item"]
    found = ask(f"{BASE}Questionnaire", Bundle)
    assert [one["resource"]["id"] for one in found["entry"]] == ["NCT90000001"]


def test_what_visitors_do_not_see_is_not_there(study, settings):
    ask(f"{BASE}Questionnaire/NCT90000001", OperationOutcome, 404)
    assert ask(f"{BASE}Questionnaire", Bundle)["total"] == 0


def test_a_self_check_that_nobody_approved_stays_inside(version, settings):
    settings.SERVE_UNAPPROVED = False
    ask(f"{BASE}Questionnaire/NCT90000001", OperationOutcome, 404)
    assert ask(f"{BASE}Questionnaire", Bundle)["total"] == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 404),
        ("Patient", 404),
        ("ResearchStudy/NCT99999999", 404),
        ("ResearchStudy/x", 404),
        ("ResearchStudy?phase=phase-1", 400),
        ("ResearchStudy?status=open", 400),
        ("ResearchStudy?page=9", 400),
        ("ResearchStudy?_format=xml", 406),
        ("ResearchStudy?_language=tlh", 400),
    ],
)
def test_errors_are_outcomes(study, path, status):
    said = ask(f"{BASE}{path}", OperationOutcome, status)
    assert said["issue"][0]["severity"] == "error"


def test_nothing_is_written(client: Client, study):
    answer = client.post(f"{BASE}ResearchStudy", "{}", "application/fhir+json")
    assert answer.status_code == 405
    assert answer.json()["resourceType"] == "OperationOutcome"
