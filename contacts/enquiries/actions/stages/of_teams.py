"""Our own teams, their mailboxes and members, and the desk."""

from datetime import date

from contacts.enquiries.routing import (
    ABSENT,
    NOBODY,
    PAUSED,
    PORTAL_DESK,
    SITE_TEAM,
    STUDY_TEAM,
    THE_MESSAGE,
    TO_CONSOLE,
    TO_PAGE,
    UNVERIFIED,
    Address,
    Stage,
)
from contacts.teams.models.mailboxes import Mailbox, MailboxPurpose, MailHolds
from contacts.teams.models.memberships import Membership
from contacts.teams.models.teams import Team
from portal.hospital.says import hospital_says, portal_name
from trials.models import Study, StudySite


def stage_of_site_team(site: StudySite, today: date) -> Stage:
    """Return the team of a site; families know it by its hospital."""
    team = Team.objects.answering_for(site)
    return stage_of_team(SITE_TEAM, team, today, site.name)


def stage_of_study_team(study: Study, today: date) -> Stage:
    """Return the team that answers for the whole study."""
    return stage_of_team(STUDY_TEAM, Team.objects.answering_for_study(study), today)


def stage_of_team(kind: str, team: Team | None, today: date, place: str = "") -> Stage:
    """Return the stage of one of our teams, with all its mailboxes and members."""
    if team is None:
        return Stage(kind, place, flaw=NOBODY)
    people = list(team.memberships.filter(user__is_active=True).select_related("user"))
    boxes = Mailbox.objects.filter(team=team, purpose=MailboxPurpose.ENQUIRIES)
    addresses = [
        *(address_of_mailbox(box, is_staffed=bool(people)) for box in boxes),
        *(address_of_member(one, today) for one in people),
    ]
    flaw = PAUSED if team.is_resting(today) else ""
    return Stage(kind, place or team.name, tuple(addresses), team.pk, flaw)


def address_of_mailbox(box: Mailbox, *, is_staffed: bool) -> Address:
    """Return a team's mailbox: what may come to it, and what speaks against it."""
    flaw = "" if box.verified_at else UNVERIFIED
    if box.holds == MailHolds.MESSAGE and box.verified_at:
        holds = THE_MESSAGE
    else:
        holds = TO_CONSOLE if is_staffed else TO_PAGE
    flaw = PAUSED if box.is_paused else flaw
    return Address(box.email, flaw, holds, is_staffed=is_staffed)


def address_of_member(member: Membership, today: date) -> Address:
    """Return a member's own address."""
    is_away = member.absent_until is not None and member.absent_until >= today
    flaw, email = ABSENT if is_away else "", member.user.email
    return Address(email, flaw, TO_CONSOLE, member.pk, is_staffed=True)


def desk_stage() -> Stage:
    """Return the portal's own desk."""
    is_staffed = Membership.objects.filter(team__is_desk=True).exists()
    holds = TO_CONSOLE if is_staffed else TO_PAGE
    desk = hospital_says("PORTAL_DESK_EMAIL")
    address = Address(desk, holds=holds, is_staffed=is_staffed)
    return Stage(PORTAL_DESK, portal_name(), (address,))
