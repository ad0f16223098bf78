"""The few fields by which a record shows that it has changed."""

from typing import Any

from trials.registry.clinicaltrials.parsing import REGISTRY_ID
from trials.registry.clinicaltrials.plan import day, only_date
from trials.registry.clinicaltrials.raw import at, items, text
from trials.registry.source import Mark

# The state is asked for too: the registry itself calls a record UNKNOWN after two
# years, and no update of the record says so.
MARK_FIELDS = "NCTId,OverallStatus,LastUpdatePostDate,StatusVerifiedDate,HasResults"


def read_marks(page: dict[str, Any]) -> dict[str, Mark]:
    """Return the marks of a page of studies by their numbers."""
    found = {}
    for raw in items(page, "studies"):
        study = at(raw, "protocolSection")
        number = text(study, "identificationModule", "nctId")
        if REGISTRY_ID.fullmatch(number):
            found[number] = Mark(
                status=text(study, "statusModule", "overallStatus"),
                last_update=day(study or {}, "lastUpdatePostDateStruct"),
                verified=only_date(text(study, "statusModule", "statusVerifiedDate")),
                has_results=at(raw, "hasResults") is True,
            )
    return found
