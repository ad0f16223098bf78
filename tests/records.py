"""Registry records for tests, in the API's own shape: made up, sixty real, and more.

The sixty are in the repository, with nobody's name in them. A larger folder beside it
is optional, and so is a folder that UNSEEN_RECORDS names, of records that nobody had
before them when a rule was written: where one is not there, each test of it is named
as skipped.
"""

import os
from pathlib import Path
from typing import Any

import pytest

SIXTY = Path(__file__).with_name("data") / "ctgov"
LARGER = Path(__file__).resolve().parents[2] / "shared" / "data" / "ctgov" / "studies"
UNSEEN = Path(os.environ.get("UNSEEN_RECORDS") or "UNSEEN_RECORDS-is-not-set")


def optional(folder: Path, name: str, missing: str) -> Any:
    """Return a folder as a parameter that is skipped where it is not there."""
    marks = [
        pytest.mark.long,
        pytest.mark.skipif(not folder.is_dir(), reason=missing),
    ]
    return pytest.param(folder, id=name, marks=marks)


REAL_FOLDERS = [
    pytest.param(SIXTY, id="sixty"),
    optional(LARGER, "larger", "the larger folder of 827 records is not here"),
    optional(UNSEEN, "unseen", "UNSEEN_RECORDS names no folder of other records"),
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
