"""Who could have an enquiry, stage by stage, as the database knows it today."""

from dataclasses import replace
from datetime import date

from django.conf import settings

from contacts.enquiries.routing import (
    ABSENT,
    CENTRAL_CONTACT,
    DEAD,
    PAUSED,
    PORTAL_DESK,
    SITE_CONTACT,
    SITE_TEAM,
    STUDY_TEAM,
    THE_MESSAGE,
    TO_CONSOLE,
    TO_PAGE,
    UNVERIFIED,
    Address,
    Stage,
    to_ask,
)
from contacts.mail.models.dead_addresses import DeadAddress
from contacts.teams.models.mailboxes import Mailbox, MailboxPurpose, MailHolds
from contacts.teams.models.memberships import Membership
from contacts.teams.models.teams import Team
from trials.models import Study, StudyContact, StudySite


def stages_for(study: Study, site: StudySite | None, today: date) -> list[Stage]:
    """Return the stages in their order; the desk is the last."""
    contacts = to_ask(study.contacts.all())
    of_site = [one for one in contacts if site and one.site_id == site.pk]
    central = [one for one in contacts if one.site_id is None]
    place = site.name if site else ""
    stages = [
        *of_team(SITE_TEAM, Team.objects.answering_for(site), today, place),
        *of_registry(SITE_CONTACT, of_site, place),
        *of_team(STUDY_TEAM, Team.objects.answering_for_study(study), today),
        *of_registry(CENTRAL_CONTACT, central, central_name(study, central)),
        desk_stage(),
    ]
    return [only_one_stranger(stage) for stage in mark_dead(stages)]


def of_team(kind: str, team: Team | None, today: date, place: str = "") -> list[Stage]:
    """Return the stage of one of our teams, if there is one.

    Families know a site's team by its hospital.
    """
    if team is None:
        return []
    people = list(team.memberships.filter(user__is_active=True).select_related("user"))
    boxes = Mailbox.objects.filter(team=team, purpose=MailboxPurpose.ENQUIRIES)
    addresses = [
        *(of_mailbox(box, has_people=bool(people)) for box in boxes),
        *(of_member(one, today) for one in people),
    ]
    flaw = PAUSED if team.is_resting(today) else ""
    return [Stage(kind, place or team.name, tuple(addresses), team.pk, flaw)]


def of_mailbox(box: Mailbox, *, has_people: bool) -> Address:
    """Return a team's mailbox: what may come to it, and what speaks against it."""
    flaw = "" if box.verified_at else UNVERIFIED
    if box.holds == MailHolds.MESSAGE and box.verified_at:
        holds = THE_MESSAGE
    else:
        holds = TO_CONSOLE if has_people else TO_PAGE
    return Address(box.email, PAUSED if box.is_paused else flaw, holds)


def of_member(member: Membership, today: date) -> Address:
    """Return a member's own address."""
    is_away = member.absent_until is not None and member.absent_until >= today
    flaw = ABSENT if is_away else ""
    return Address(member.user.email, flaw, TO_CONSOLE, member.pk)


def of_registry(kind: str, contacts: list[StudyContact], name: str) -> list[Stage]:
    """Return the stage of the registry's contacts, if it names any."""
    addresses = tuple(Address(one.email) for one in contacts)
    return [Stage(kind, name, addresses)] if contacts else []


def central_name(study: Study, contacts: list[StudyContact]) -> str:
    """Return as what a family knows the study's central contact."""
    return study.sponsor or next((one.name for one in contacts if one.name), "")


def desk_stage() -> Stage:
    """Return the portal's own desk."""
    has_people = Membership.objects.filter(team__is_desk=True).exists()
    holds = TO_CONSOLE if has_people else TO_PAGE
    address = Address(settings.PORTAL_DESK_EMAIL, holds=holds)
    return Stage(PORTAL_DESK, settings.PORTAL_NAME, (address,))


def only_one_stranger(stage: Stage) -> Stage:
    """Keep a registry's first living contact: two strangers may not both answer."""
    if stage.kind not in {SITE_CONTACT, CENTRAL_CONTACT}:
        return stage
    living = [one for one in stage.addresses if not one.flaw]
    return replace(stage, addresses=tuple(living or stage.addresses)[:1])


def mark_dead(stages: list[Stage]) -> list[Stage]:
    """Return the stages with the addresses marked that refused mail for good."""
    emails = [address.email for stage in stages for address in stage.addresses]
    dead = DeadAddress.objects.among(emails)
    return [
        replace(
            stage,
            addresses=tuple(
                replace(one, flaw=one.flaw or (DEAD if one.email in dead else ""))
                for one in stage.addresses
            ),
        )
        for stage in stages
    ]
