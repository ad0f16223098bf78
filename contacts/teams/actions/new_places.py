"""Places that nobody has seen yet; what bears no name is noted, and read once."""

from collections.abc import Iterable

from django.db.models import F

from contacts.teams.facility_matching import WrittenPlace
from contacts.teams.models.unnamed_places import UnnamedPlace
from trials.models import StudySite

PLACE = ("pk", "facility", "city", "country", "latitude", "longitude")


def unplaced() -> list[WrittenPlace]:
    """Return the places of published studies that nobody has seen as they are named."""
    sites = StudySite.objects.listed().filter(
        study__is_published=True, facility_place=None
    )
    new = sites.exclude(unnamed_place__name=F("facility"))
    rows = new.order_by("pk").values_list(*PLACE)
    return [WrittenPlace(*row) for row in rows.iterator()]


def note_unnamed(places: Iterable[WrittenPlace]) -> None:
    """Note which places bear no name, and what they bear instead."""
    UnnamedPlace.objects.bulk_create(
        (UnnamedPlace(site_id=one.pk, name=one.name) for one in places),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["site"],
        update_fields=["name"],
    )
