"""Teams from a file: the change as a whole, and only the one that was shown."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from contacts.teams.actions.roster_changes import RosterChange
from contacts.teams.actions.roster_present import read_present
from contacts.teams.roster.columns import TeamLines
from contacts.teams.roster.differences import digest, find_differences
from portal.audit.models import Verb
from portal.audit.record import record_event


class ChangedMeanwhileError(ValueError):
    """The portal is not as it was when the differences were shown."""


@transaction.atomic
def apply_roster(
    *, wanted: list[TeamLines], shown: str, user: User, now: datetime, by: str
) -> list[int]:
    """Do what was shown, all or nothing; return the places that got another team.

    `shown` is the digest of the differences; raises ChangedMeanwhileError where they
    are others now.
    """
    present = read_present(wanted)
    differences = find_differences(wanted, present)
    if digest(differences) != shown:
        raise ChangedMeanwhileError
    change = RosterChange(present, user, now, by)
    for one in differences:
        change.make(one)
    record_event(Verb.TEAMS_FROM_FILE, now=now, by=by, changes=len(differences))
    return change.moved
