"""Which places count for somebody who waits for a trial: one set of values. Pure.

The database reads them in `models/matching_steps.py` to find whom to tell, a mail reads
them in `sentences/places.py` to name the places; a place that counts for one and not
for the other would be a mail about a trial that nobody can go to.
"""

from trials.models import OverallStatus, SiteStatus

# A place that takes people, or of which the record says nothing else.
TAKING = (SiteStatus.RECRUITING, SiteStatus.UNSTATED)
# … or will take some, as long as the study as a whole has not begun.
SOON = (
    SiteStatus.NOT_YET_RECRUITING,
    SiteStatus.ENROLLING_BY_INVITATION,
    SiteStatus.AVAILABLE,
)
BEGUN = OverallStatus.RECRUITING


def counts_as_place(
    *, is_listed: bool, status: str, study_status: str, is_closed: bool = False
) -> bool:
    """Whether somebody may ask at a place, as its own and the study's status say.

    `is_closed`: its team told us that it takes nobody any more.
    """
    is_asked = status in TAKING or (status in SOON and study_status != BEGUN)
    return is_listed and is_asked and not is_closed


def sql_of_places(site: str, study: str) -> str:
    """Return the same as a condition on two tables, for the database."""
    return (
        f"{site}.is_listed AND {site}.team_closed_on IS NULL"
        f" AND ({site}.status IN ({quoted_values(TAKING)})"
        f" OR ({site}.status IN ({quoted_values(SOON)})"
        f" AND {study}.overall_status <> '{BEGUN.value}'))"
    )


def quoted_values(statuses: tuple[SiteStatus, ...]) -> str:
    """Return values as SQL reads them; all of them are our own words."""
    return ", ".join(f"'{status.value}'" for status in statuses)
