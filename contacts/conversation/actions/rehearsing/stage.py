"""The study, the site and the team of the hourly message; no public page shows them."""

from datetime import datetime
from secrets import token_hex

from django.conf import settings
from django.db import transaction

from contacts.models import Mailbox, Team
from portal.lib.tokens import token_hash
from trials.models import OverallStatus, SiteStatus, Study, StudySite
from trials.registry.source import USUAL, source_named

REGISTRY_ID = source_named(USUAL).unused_id
NAME = "Rehearsal"


@transaction.atomic
def hidden_site(now: datetime) -> StudySite:
    """Return the site, made where it is not there yet."""
    times = {"imported_at": now, "checked_at": now, "changed_at": now}
    study, _is_new = Study.objects.get_or_create(
        registry_id=REGISTRY_ID,
        defaults={
            **times,
            "brief_title": NAME,
            "overall_status": OverallStatus.RECRUITING,
            "is_published": False,
            "is_fictional": True,
        },
    )
    site, _is_new = StudySite.objects.get_or_create(
        study=study,
        key="rehearse",
        defaults={"facility": NAME, "status": SiteStatus.RECRUITING},
    )
    give_team(site, now)
    return site


def give_team(site: StudySite, now: datetime) -> None:
    """Let a team of nobody have it, with the operator's mailbox."""
    team = Team.objects.answering_for(site)
    if team is None:
        team = Team.objects.create(name=NAME, is_rehearsing=True)
        team.sites.add(site)
    team.mailboxes.exclude(email=settings.REHEARSAL_EMAIL).delete()
    # The operator has named it in the settings: nobody has to press a button.
    Mailbox.objects.get_or_create(
        team=team,
        email=settings.REHEARSAL_EMAIL,
        defaults={
            "verified_at": now,
            "asked_at": now,
            "created_at": now,
            "token_hash": token_hash(token_hex(32)),
        },
    )
