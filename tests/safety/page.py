"""The hazard log as a page."""

from pathlib import Path

from tests.safety.hazards import HAZARDS, Hazard

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "safety-case.md"
HEAD = """# Safety case: the hazard log

For the clinical-safety officer whom the hospital names (`CLINICAL_SAFETY_OFFICER`).
Word lists, care texts and limits are **drafts** until that person has approved them
(`CLINICAL_SAFETY_APPROVED_ON`); no clinician has read them yet. Rows of the lists name
their owner, source and date: `portal/vocabulary/urgent_words/`,
`trials/selfcheck/data/danger_signs.json`, `portal/emergency/numbers.json`.

This page is made from the tests: `python -m tests.safety` writes it, and a test fails
where the page, the log and the tests differ. What no test here can show: whether the
words are right in medicine, and whether a hospital's own numbers are staffed.
"""


def safety_case() -> str:
    """Return the whole page."""
    rows = (row(number, one) for number, one in enumerate(HAZARDS, 1))
    return "\n".join([HEAD, *rows])


def row(number: int, one: Hazard) -> str:
    tests = "\n".join(f"- `{test}`" for test in one.tests)
    return (
        f"## {number}. {one.hazard}\n\n"
        f"**Cause.** {one.cause}\n\n**Control.** {one.control}\n\n"
        f"**Held by**\n\n{tests}\n"
    )
