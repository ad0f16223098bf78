"""A place gets another team: what the one before took care of is free again."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q, QuerySet

from contacts.enquiries.models.enquiries import Enquiry
from contacts.teams.actions.facilities import put_places, set_facility_team
from contacts.teams.actions.roster import apply_roster
from contacts.teams.models.facilities import Facility
from contacts.teams.models.teams import Team
from contacts.teams.roster.columns import TeamLines


def free(enquiries: QuerySet[Enquiry]) -> int:
    """Give enquiries back to their teams; return how many."""
    return enquiries.update(owner=None, claimed_at=None)


@transaction.atomic
def free_unreachable(*, sites: Collection[int]) -> int:
    """Free what is claimed at places whose team is another now, and out of sight."""
    owned = Enquiry.objects.filter(site__in=sites, owner__isnull=False)
    team = "owner__memberships__team"
    kept = owned.filter(
        Q((f"{team}__sites", F("site")))
        | Q((f"{team}__studies", F("study")))
        | Q((f"{team}__is_desk", True))
    )
    return free(owned.exclude(pk__in=set(kept.values_list("pk", flat=True))))


@transaction.atomic
def give_hospital_to_team(
    *, facility: Facility, team: Team | None, now: datetime, by: str
) -> None:
    """Let another team answer for a hospital; what the one before claimed is free."""
    moved = set_facility_team(facility=facility, team=team, now=now, by=by)
    free_unreachable(sites=moved)


@transaction.atomic
def put_places_into(
    *, facility: Facility | None, sites: Collection[int], now: datetime, by: str
) -> None:
    """Put places into a hospital by hand, and free what another team claimed there."""
    put_places(facility=facility, sites=sites, now=now, by=by)
    free_unreachable(sites=sites)


@transaction.atomic
def set_up_teams(
    *, wanted: list[TeamLines], shown: str, user: User, now: datetime, by: str
) -> None:
    """Take over a file of teams; what other teams claimed at moved places is free."""
    moved = apply_roster(wanted=wanted, shown=shown, user=user, now=now, by=by)
    free_unreachable(sites=moved)
