"""New places: attached where a name is confirmed, else proposed for a look.

What is alike is found before anything is written: SQLite has one writer.
"""

from datetime import datetime

from django.db import transaction

from contacts.teams.actions.facilities import let_team_answer
from contacts.teams.actions.new_places import note_unnamed, unplaced
from contacts.teams.facility_matching import (
    Hospital,
    KnownHospital,
    WrittenPlace,
    match_places,
)
from contacts.teams.facility_names import is_placeholder
from contacts.teams.models.facilities import Facility, FacilityName, FacilityPlace
from portal.audit.models import Verb
from portal.audit.record import record_event


def attach_new_places(*, now: datetime, by: str) -> tuple[int, int]:
    """Look at the places that belong to no hospital yet; return how many of each.

    Those that bear a confirmed name are attached at once; of the others those that are
    like one another, or like a hospital's, are proposed. What bears no name is read
    once.
    """
    places = unplaced()
    note_unnamed(one for one in places if is_placeholder(one.name))
    named = [one for one in places if not is_placeholder(one.name)]
    if not named:
        return 0, 0
    attached = attach_by_name(named, now, by)
    rest = [place for place in named if place.pk not in attached]
    return len(attached), propose(rest, now, by)


@transaction.atomic
def attach_by_name(places: list[WrittenPlace], now: datetime, by: str) -> set[int]:
    """Attach the places that bear a confirmed name; return which."""
    names = FacilityName.objects.select_related("facility__team")
    homes = {(n.folded_name, n.folded_city, n.country): n.facility for n in names}
    found = [(homes[p.spelling], p.pk) for p in places if p.spelling in homes]
    FacilityPlace.objects.bulk_create(
        FacilityPlace(facility=home, site_id=pk, confirmed_at=now, by=by)
        for home, pk in found
    )
    for home in {home for home, _pk in found}:
        let_team_answer(home, [pk for other, pk in found if other == home])
    if found:
        record_event(Verb.PLACES_CONFIRMED, now=now, by=by, places=len(found))
    return {pk for _home, pk in found}


def propose(places: list[WrittenPlace], now: datetime, by: str) -> int:
    """Store what is likely one hospital, for an administrator's look."""
    hospitals = match_places(places, known_hospitals() if places else ())
    if hospitals:
        store_proposals(hospitals, now, by)
    return sum(len(one.places) for one in hospitals)


def known_hospitals() -> list[KnownHospital]:
    """Return every way in which a hospital of ours is written."""
    own = Facility.objects.values_list("pk", "name", "city", "country")
    names = FacilityName.objects.values_list(
        "facility", "name", "folded_city", "country"
    )
    return [KnownHospital(*row) for row in (*own, *names)]


@transaction.atomic
def store_proposals(hospitals: list[Hospital], now: datetime, by: str) -> None:
    """Write hospitals that are not there yet, and all places as proposed ones."""
    new = [one for one in hospitals if one.facility is None]
    rows = Facility.objects.bulk_create(
        Facility(name=one.name, city=one.city, country=one.country) for one in new
    )
    homes = {id(one): row.pk for one, row in zip(new, rows, strict=True)}
    proposed = FacilityPlace.objects.bulk_create(
        FacilityPlace(facility_id=one.facility or homes[id(one)], site_id=pk, by=by)
        for one in hospitals
        for pk in one.places
    )
    record_event(Verb.PLACES_PROPOSED, now=now, by=by, places=len(proposed))
