"""The rows that a study's page is made of, by queries that are composed once."""

from portal.database.known_sql import KnownQuery
from trials.models import (
    EligibilityCriterion,
    Study,
    StudyChange,
    StudyContact,
    StudySite,
)

# So many changes stand on the page itself.
NEWEST = 20
STUDY = KnownQuery(
    lambda number: Study.objects.published().filter(registry_id=number), str
)
CRITERIA = KnownQuery(lambda key: EligibilityCriterion.objects.filter(study=key), int)
CONTACTS = KnownQuery(lambda key: StudyContact.objects.filter(study=key), int)
SITES = KnownQuery(lambda key: StudySite.objects.listed().filter(study=key), int)
CHANGES = KnownQuery(lambda key: StudyChange.objects.filter(study=key)[:NEWEST], int)


def bring_rows(study: Study) -> list[StudySite]:
    """Return the sites; criteria and contacts go to where Django looks for them."""
    study._prefetched_objects_cache = {  # noqa: SLF001 - as its own prefetching does
        "criteria": CRITERIA.asked(study.pk),
        "contacts": CONTACTS.asked(study.pk),
    }
    sites = SITES.rows(study.pk)
    for site in sites:
        site.study = study
    return sites
