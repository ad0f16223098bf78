"""Registry records for tests, in the API's own shape: made up, sixty real, and more.

The sixty are in the repository, with nobody's name in them. A larger folder beside it
is optional: where it is not there, each test of it is named as skipped.
"""

from pathlib import Path
from typing import Any

import pytest

SIXTY = Path(__file__).with_name("data") / "ctgov"
LARGER = Path(__file__).resolve().parents[2] / "shared" / "data" / "ctgov" / "studies"
REAL_FOLDERS = [
    pytest.param(SIXTY, id="sixty"),
    pytest.param(
        LARGER,
        id="larger",
        marks=[
            pytest.mark.long,
            pytest.mark.skipif(
                not LARGER.is_dir(),
                reason="the larger folder of 827 records is not here",
            ),
        ],
    ),
]

CRITERIA = """Inclusion Criteria:

* Age \\>= 5 years
* Organs that work:

  1. heart
  2. kidneys

Exclusion Criteria:

* Live vaccine in the last 4 weeks"""


def raw(registry_id: str = "NCT91000001", **modules: Any) -> dict[str, Any]:
    """Return a small raw study; a module given by name replaces ours."""
    section = {
        "identificationModule": {
            "nctId": registry_id,
            "briefTitle": "A study of rest",
        },
        "statusModule": {
            "overallStatus": "RECRUITING",
            "lastUpdatePostDateStruct": {"date": "2026-01-31"},
            "startDateStruct": {"date": "2025-03"},
        },
        "descriptionModule": {"briefSummary": "Rest is \\> work."},
        "conditionsModule": {"conditions": ["Lupus"]},
        "eligibilityModule": {
            "eligibilityCriteria": CRITERIA,
            "sex": "ALL",
            "minimumAge": "5 Years",
        },
        "contactsLocationsModule": {
            "centralContacts": [contact(email="central@hospital.example")],
            "locations": [location()],
        },
    }
    return {"protocolSection": {**section, **modules}}


def location(**values: Any) -> dict[str, Any]:
    """Return a recruiting site in Hangzhou."""
    usual = {
        "facility": "Example Hospital",
        "status": "RECRUITING",
        "city": "Hangzhou",
        "country": "China",
        "geoPoint": {"lat": 30.29, "lon": 120.16},
        "contacts": [contact(email="site@hospital.example")],
    }
    return {**usual, **values}


def contact(**values: Any) -> dict[str, Any]:
    """Return somebody to ask."""
    return {"name": "Study office", "role": "CONTACT", **values}
