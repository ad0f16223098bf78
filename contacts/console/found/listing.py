"""Hospitals of the imported trials for which nobody answers yet."""

from datetime import datetime

from django.db import IntegrityError
from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from contacts.teams.actions.proposals import attach_new_places
from contacts.teams.models.facilities import Facility
from portal.hospital.says import hospital_says

# One page of boxes, and one press.
MOST_FOUND = 60


def look_for_hospitals(now: datetime, by: str) -> None:
    """Do at once what the job does every five minutes: somebody has just imported."""
    try:
        attach_new_places(now=now, by=by)
    except IntegrityError:
        # The job was quicker, and has found the same.
        return


def hospitals_found(text: str) -> QuerySet[Facility]:
    """Return hospitals without a team, our own country's and the largest first."""
    ours = hospital_says("OPERATOR_COUNTRY")
    found = Facility.objects.filter(team=None)
    if text:
        found = found.filter(
            Q(name__icontains=text) | Q(city__icontains=text) | Q(country__iexact=text)
        )
    still = Q(places__refused_at__isnull=True)
    counted = found.annotate(
        many=Count("places", filter=still, distinct=True),
        is_far=Case(When(country=ours, then=Value(0)), default=Value(1)),
    )
    return counted.filter(many__gt=0).order_by("is_far", F("many").desc(), "name", "pk")
