"""The public history of a record, in words, day by day."""

from itertools import groupby
from typing import Any

from trials.models import Study
from trials.pages.changes import changes_in_words
from trials.pages.state.days import day_words

# Years of a busy record; a page of them is still read in one go.
MOST = 500


def history_context(study: Study, language: str) -> dict[str, Any]:
    """Return what changed on which day, the newest first."""
    rows = changes_in_words(list(study.changes.all()[:MOST]))
    days = groupby(rows, key=lambda row: row["day"])
    return {
        "study": study,
        "days": [
            {"day": day, "changes": [row["what"] for row in changes]}
            for day, changes in days
        ],
        "imported": day_words(study.imported_at, language),
    }
