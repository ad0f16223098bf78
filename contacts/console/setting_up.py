"""What the administrators' page of teams and hospitals shows; a search narrows it."""

from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from contacts.teams.facility_names import fold_name
from contacts.teams.models.facilities import Facility, FacilityPlace
from contacts.teams.models.memberships import Membership
from contacts.teams.models.teams import Team
from trials.models import StudySite

MOST_TEAMS, MOST_HOSPITALS, MOST_PLACES = 100, 100, 50
# Together below what a request may have of fields (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MOST_PROPOSALS, MOST_OF_ONE = 25, 20


def setup_context(text: str) -> dict[str, Any]:
    """Return the page's lists, each with how many more there are."""
    teams, hospitals = teams_like(text), hospitals_like(text)
    proposals = proposals_like(text)
    return {
        "text": text,
        "teams": teams[:MOST_TEAMS],
        "more_teams": max(teams.count() - MOST_TEAMS, 0),
        "hospitals": hospitals[:MOST_HOSPITALS],
        "more_hospitals": max(hospitals.count() - MOST_HOSPITALS, 0),
        "proposals": [with_ticks(one) for one in proposals[:MOST_PROPOSALS]],
        "more_proposals": max(proposals.count() - MOST_PROPOSALS, 0),
        "all_teams": Team.objects.filter(is_desk=False).only("pk", "name"),
        "all_hospitals": confirmed_hospitals().only("pk", "name", "city"),
        "places": places_like(text)[:MOST_PLACES] if text else None,
    }


def teams_like(text: str) -> QuerySet[Team]:
    """Return the teams, with all that stands in their lines."""
    members = Membership.objects.select_related("user")
    found = Team.objects.prefetch_related(
        Prefetch("memberships", members), *("mailboxes", "facilities", "studies")
    )
    if text:
        found = found.filter(
            Q(name__icontains=text)
            | Q(memberships__user__email__icontains=text)
            | Q(mailboxes__email__icontains=text)
        ).distinct()
    return found.order_by("name", "pk")


def confirmed_hospitals() -> QuerySet[Facility]:
    """Return the hospitals that somebody has confirmed: those that bear a name."""
    return Facility.objects.filter(names__isnull=False).distinct()


def hospitals_like(text: str) -> QuerySet[Facility]:
    """Return confirmed hospitals with their teams and how many places they have."""
    found = confirmed_hospitals().select_related("team")
    if text:
        found = found.filter(
            Q(name__icontains=text)
            | Q(city__icontains=text)
            | Q(names__name__icontains=text)
        )
    placed = Q(places__confirmed_at__isnull=False)
    return found.annotate(many=Count("places", filter=placed, distinct=True))


def proposals_like(text: str) -> QuerySet[Facility]:
    """Return hospitals with places to look at, those with most first."""
    places = FacilityPlace.objects.proposed().select_related("site__study")
    found = Facility.objects.prefetch_related(Prefetch("places", places, "proposed"))
    if text:
        found = found.filter(Q(name__icontains=text) | Q(city__icontains=text))
    waiting = Q(places__confirmed_at__isnull=True, places__refused_at__isnull=True)
    counted = found.annotate(many=Count("places", filter=waiting, distinct=True))
    return counted.filter(many__gt=0).order_by(F("many").desc(), "name", "pk")


def with_ticks(facility: Facility) -> tuple[Facility, list[tuple[FacilityPlace, bool]]]:
    """Return each proposed place, ticked where its name is the hospital's very own."""
    own, places = fold_name(facility.name), facility.proposed[:MOST_OF_ONE]
    return facility, [
        (place, fold_name(place.site.facility) == own) for place in places
    ]


def places_like(text: str) -> QuerySet[StudySite]:
    """Return places by study, town or name, for a hospital that they are put into."""
    found = StudySite.objects.listed().filter(
        Q(study__registry_id__iexact=text)
        | Q(facility__icontains=text)
        | Q(city__icontains=text)
    )
    places = found.select_related("study", "facility_place__facility")
    return places.order_by("study__registry_id", "position", "pk")
