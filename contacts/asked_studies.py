"""A study as those who write to it need it, by queries that are composed once."""

from portal.database.known_sql import KnownQuery
from trials.models import Study, StudySite
from trials.pages.rows import CONTACTS

ASKABLE = KnownQuery(
    lambda number: Study.objects.published().in_short().filter(registry_id=number), str
)
RECRUITING = KnownQuery(
    lambda key: StudySite.objects.recruiting().filter(study=key), int
)


def askable_study(registry_id: str) -> Study:
    """Return a published study with its contacts; raises Http404.

    Who gets a message and whom to call instead are asked of the same contacts.
    """
    study = ASKABLE.row_or_404(registry_id)
    known = {"contacts": CONTACTS.asked(study.pk)}
    study._prefetched_objects_cache = known  # noqa: SLF001 - as its own prefetching does
    return study


def recruiting_places(study: Study) -> tuple[StudySite, ...]:
    """Return its places that take people now; each knows the study."""
    places = tuple(RECRUITING.rows(study.pk))
    for place in places:
        place.study = study
    return places
