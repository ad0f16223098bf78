"""Whatever goes wrong at an address for programs, it is said as data."""

import pytest
from django.db import OperationalError
from django.test import Client

from trials.api import collection
from trials.models import Study

pytestmark = pytest.mark.django_db
LONG = "a" * 5000
# Refused before a view is called: an address that no page makes, too much, no host.
REFUSED = [
    (f"?q={LONG}", {}),
    ("?q=%ff", {}),
    ("?q=a&q=b", {}),
    ("?q=%00", {}),
    ("", {"HTTP_HOST": "elsewhere.example"}),
    ("", {"CONTENT_LENGTH": "99999999"}),
]


def said(answer) -> int:
    """Return the status that an answer says in its data."""
    told = answer.json()
    if told.get("resourceType") == "OperationOutcome":
        assert answer["Content-Type"] == "application/fhir+json"
        assert told["issue"][0]["diagnostics"]
        return answer.status_code
    assert answer["Content-Type"] == "application/json"
    assert told["error"]["message"]
    return told["error"]["status"]


@pytest.mark.parametrize(("query", "headers"), REFUSED)
@pytest.mark.parametrize("path", ["/api/v1/studies", "/fhir/R4/ResearchStudy"])
def test_what_is_refused_before_a_view(path, query, headers):
    answer = Client().get(path + query, **headers)
    assert answer.status_code == said(answer) == 400
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/api/v1/studies", "/fhir/R4/ResearchStudy"])
@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError("gone"), 503), (ValueError("fault"), 500)]
)
def test_what_goes_wrong_inside(monkeypatch, path, error, status):
    def fail(*_args: object) -> None:
        raise error

    collection.known.clear()
    monkeypatch.setattr(Study.objects, "published", fail)
    answer = Client(raise_request_exception=False).get(path)
    assert answer.status_code == said(answer) == status


def test_an_address_for_people_still_answers_with_a_page():
    answer = Client().get(f"/trials/?q={LONG}")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/html")
