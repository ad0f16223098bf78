"""Hospitals: what is proposed, what an administrator confirms, whose team answers."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from contacts.teams.facility_names import fold_city, fold_name, is_placeholder
from contacts.teams.models.facilities import Facility, FacilityName, FacilityPlace
from contacts.teams.models.teams import Team
from portal.audit.models import Verb
from portal.audit.record import record_event
from trials.models import StudySite


@transaction.atomic
def confirm_places(*, places: Collection[int], now: datetime, by: str) -> int:
    """Take proposed places for their hospitals', with their names; return how many.

    From then on a new place that is written so belongs there by itself.
    """
    rows = FacilityPlace.objects.proposed().filter(pk__in=places)
    locked = rows.select_for_update(of=("self",))
    chosen = list(locked.select_related("facility__team", "site"))
    FacilityPlace.objects.filter(pk__in=[one.pk for one in chosen]).update(
        confirmed_at=now, by=by
    )
    for facility in {one.facility for one in chosen}:
        own = [one.site for one in chosen if one.facility_id == facility.pk]
        learn_names(facility, own)
        let_team_answer(facility, [site.pk for site in own])
    if chosen:
        record_event(Verb.PLACES_CONFIRMED, now=now, by=by, places=len(chosen))
    return len(chosen)


@transaction.atomic
def refuse_places(*, places: Collection[int], now: datetime, by: str) -> int:
    """Note that places are not the hospital's; nobody is asked again."""
    rows = FacilityPlace.objects.proposed().filter(pk__in=places)
    many = rows.update(refused_at=now, by=by)
    if many:
        record_event(Verb.PLACES_REFUSED, now=now, by=by, places=many)
    return many


@transaction.atomic
def put_places(
    *, facility: Facility | None, sites: Collection[int], now: datetime, by: str
) -> None:
    """Put places into a hospital by hand, out of whichever they were in; None: out.

    For those that the registry gives no name; what they are called teaches nothing.
    """
    take_from_teams(sites)
    rows = FacilityPlace.objects.filter(site__in=sites)
    if facility is None:
        rows.update(confirmed_at=None, refused_at=now, by=by)
    else:
        rows.delete()
        FacilityPlace.objects.bulk_create(
            FacilityPlace(facility=facility, site_id=pk, confirmed_at=now, by=by)
            for pk in sites
        )
        let_team_answer(facility, sites)
    record_event(
        Verb.FACILITY_CHANGED,
        now=now,
        by=by,
        facility=facility.pk if facility else None,
        places=len(sites),
    )


@transaction.atomic
def confirm_named(
    *, facility: Facility, sites: Collection[int], now: datetime, by: str
) -> None:
    """Attach places that bear a hospital's very name, proposed anywhere or nowhere."""
    FacilityPlace.objects.filter(site__in=sites, confirmed_at__isnull=True).delete()
    FacilityPlace.objects.bulk_create(
        FacilityPlace(facility=facility, site_id=pk, confirmed_at=now, by=by)
        for pk in sites
    )
    let_team_answer(facility, sites)
    record_event(
        Verb.PLACES_CONFIRMED, now=now, by=by, facility=facility.pk, places=len(sites)
    )


def take_from_teams(sites: Collection[int]) -> None:
    """Let no team answer any more for places because of the hospital they were in."""
    before = FacilityPlace.objects.confirmed().filter(site__in=sites)
    for one in before.select_related("facility__team"):
        if one.facility.team:
            one.facility.team.sites.remove(one.site_id)


def learn_names(facility: Facility, sites: Iterable[StudySite]) -> None:
    """Keep how places are written; what another hospital is called stays its own."""
    named = [site for site in sites if not is_placeholder(site.facility)]
    names = {(site.facility, site.city, site.country) for site in named}
    names.add((facility.name, facility.city, facility.country))
    FacilityName.objects.bulk_create(
        (
            FacilityName(
                facility=facility,
                name=name,
                folded_name=fold_name(name),
                folded_city=fold_city(city),
                country=country,
            )
            for name, city, country in sorted(names)
        ),
        ignore_conflicts=True,
    )


def let_team_answer(facility: Facility, sites: Iterable[int]) -> None:
    """Give places to the hospital's team, if it has one."""
    if facility.team:
        facility.team.sites.add(*sites)


@transaction.atomic
def set_facility_team(
    *, facility: Facility, team: Team | None, now: datetime, by: str
) -> list[int]:
    """Let another team answer for a hospital's places; return which places move."""
    before = facility.team
    places = facility.places.confirmed()
    sites = list(places.values_list("site_id", flat=True))
    if before == team:
        return []
    if before:
        before.sites.remove(*sites)
    facility.team = team
    facility.save(update_fields=["team"])
    let_team_answer(facility, sites)
    record_event(
        Verb.FACILITY_CHANGED,
        now=now,
        by=by,
        facility=facility.pk,
        team=team.pk if team else None,
        places=len(sites),
    )
    return sites
