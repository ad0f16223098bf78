"""Who could have an enquiry, stage by stage, as the database knows it today."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from contacts.enquiries.actions.stages.of_registry import (
    only_one_stranger,
    stage_of_central_contact,
    stage_of_site_contact,
)
from contacts.enquiries.actions.stages.of_teams import (
    desk_stage,
    stage_of_site_team,
    stage_of_study_team,
)
from contacts.enquiries.routing import (
    CENTRAL_CONTACT,
    DEAD,
    PORTAL_DESK,
    SITE_CONTACT,
    SITE_TEAM,
    STUDY_TEAM,
    Stage,
)
from contacts.mail.models.dead_addresses import DeadAddress
from trials.models import Study, StudySite

Read = Callable[[], Stage]


def stages_for(
    study: Study, site: StudySite | None, today: date, *, only: str = ""
) -> Iterator[Stage]:
    """Return the stages in their order; the desk is the last, with nothing behind it.

    Each is read when it is asked for: mostly the first one has it. `only` one kind.
    """
    for kind, read in ways_to_stages(study, site, today).items():
        if only in {"", kind}:
            yield only_one_stranger(mark_dead(read()))


def ways_to_stages(
    study: Study, site: StudySite | None, today: date
) -> dict[str, Read]:
    """Return how each stage is read; where no place was asked, none of a place."""
    of_site: dict[str, Read] = {}
    if site is not None:
        of_site = {
            SITE_TEAM: partial(stage_of_site_team, site, today),
            SITE_CONTACT: partial(stage_of_site_contact, study, site),
        }
    return of_site | {
        STUDY_TEAM: partial(stage_of_study_team, study, today),
        CENTRAL_CONTACT: partial(stage_of_central_contact, study),
        PORTAL_DESK: desk_stage,
    }


def mark_dead(stage: Stage) -> Stage:
    """Return the stage with the addresses marked that refused mail for good."""
    dead = DeadAddress.objects.among([one.email for one in stage.addresses])
    addresses = (
        replace(one, flaw=one.flaw or (DEAD if one.email in dead else ""))
        for one in stage.addresses
    )
    return replace(stage, addresses=tuple(addresses))
