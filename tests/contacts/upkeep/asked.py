"""Mailboxes that are asked, and their links, for the tests of upkeep."""

import re
from datetime import datetime

from contacts.models import (
    EmailState,
    Enquiry,
    Mailbox,
    OutgoingEmail,
    Purpose,
    Team,
)
from contacts.upkeep.actions.asking import ask_teams
from portal.lib.tokens import token_hash
from tests.factories import NOW, accepted, site_with_contact
from trials.models import StudySite

VERIFIED, REGISTRY = "ward@site.example", "site@example-hospital.example"


def verified_site(email: str = VERIFIED, **values: object) -> StudySite:
    """Return a site whose team has a mailbox that its readers confirmed."""
    site = site_with_contact(**values)
    team = Team.objects.create(name=f"Team {site.pk}")
    team.sites.add(site)
    Mailbox.objects.create(
        team=team,
        email=email,
        token_hash=token_hash(f"{email}{site.pk}"),
        asked_at=NOW,
        created_at=NOW,
        verified_at=NOW,
    )
    return site


def delivered_enquiry(site: StudySite | None = None, *, now: datetime = NOW) -> Enquiry:
    """Return an enquiry that a registry contact really got."""
    enquiry = accepted(site or site_with_contact(), now=now).enquiry
    OutgoingEmail.objects.filter(purpose=Purpose.ENQUIRY_TO_TEAM).update(
        state=EmailState.DELIVERED, sent_at=now
    )
    return enquiry


def ask(now: datetime = NOW) -> list[OutgoingEmail]:
    """Run the job; return the mails that it wrote."""
    before = set(questions().values_list("pk", flat=True))
    ask_teams(now=now, by="worker")
    return list(questions().exclude(pk__in=before))


def questions():
    return OutgoingEmail.objects.filter(purpose=Purpose.ASK_TEAM).order_by("pk")


def link_in(mail: OutgoingEmail) -> str:
    return re.search(r"http://testserver(/\S*your-studies/\S+)", mail.body_text)[1]
