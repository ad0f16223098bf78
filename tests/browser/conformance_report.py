"""Writes the report on accessibility of a run of the browser tests.

`script/accessibility` loads it as a plugin. A run in which a test fails writes nothing.
"""

import json
from datetime import UTC, datetime

import pytest

from contacts.responsible.conformance import REPORT
from tests.browser import looked_at

WALKED: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember the ways that were walked with the keyboard alone."""
    name = report.nodeid.rpartition("::")[2].partition("[")[0]
    if report.when == "call" and report.passed and "keyboard" in name:
        WALKED.add(name.removeprefix("test_").replace("_", " "))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the report, if everything went well."""
    if session.testsfailed or not looked_at.PAGES:
        return
    said = {
        "tried_on": datetime.now(tz=UTC).date().isoformat(),
        "axe": "".join(sorted(looked_at.ENGINES)),
        "pages": sorted(looked_at.PAGES),
        "rules": len(looked_at.RULES),
        "findings": sorted(looked_at.FINDINGS),
        "by_keyboard": sorted(WALKED),
    }
    words = json.dumps(said, ensure_ascii=False, indent=1)
    REPORT.write_text(f"{words}\n", encoding="utf-8")
