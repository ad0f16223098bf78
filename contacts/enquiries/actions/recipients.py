"""Whose mailboxes a mail to an enquiry's team reaches, also while some are away."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from contacts.models import Enquiry, Mailbox, MailboxPurpose, Membership, Role, Team
from contacts.teams.models.memberships import who_are_there


def coordinator_addresses(enquiry: Enquiry, now: datetime) -> list[str]:
    """Return the addresses of the coordinators who are there.

    Where all of them are away, their deputies stand in.
    """
    present = present_members(enquiry, now)
    coordinators = emails_of(present.filter(role=Role.COORDINATOR))
    return coordinators or emails_of(present)


def deputy_addresses(enquiry: Enquiry, now: datetime) -> list[str]:
    """Return the deputies' addresses, or the others' where there are none."""
    deputies = present_members(enquiry, now).filter(role=Role.DEPUTY)
    return emails_of(deputies) or somebody_there(enquiry, now)


def somebody_there(enquiry: Enquiry, now: datetime) -> list[str]:
    """Return the coordinators who are there, or else the mailbox that has it."""
    return coordinator_addresses(enquiry, now) or [enquiry.team_email]


def owner_addresses(enquiry: Enquiry, now: datetime) -> list[str]:
    """Return the owner's address, the deputies' while they are away, or the team's."""
    owner = enquiry.owner
    if owner is None or not owner.email:
        return somebody_there(enquiry, now)
    away = owner.memberships.filter(absent_until__gte=now.date())
    return deputy_addresses(enquiry, now) if away.exists() else [owner.email]


def reminder_mailboxes(enquiry: Enquiry) -> list[str]:
    """Return the mailboxes that a team named for reminders."""
    boxes = Mailbox.objects.usable().filter(purpose=MailboxPurpose.REMINDERS)
    return list(
        boxes.filter(team__in=teams_of(enquiry)).values_list("email", flat=True)
    )


def mailboxes_of(enquiry: Enquiry) -> list[tuple[Mailbox, bool]]:
    """Return the mailboxes of an enquiry's teams, each with whether it has people."""
    people = Membership.objects.filter(team=OuterRef("team"), user__is_active=True)
    boxes = Mailbox.objects.filter(team__in=teams_of(enquiry))
    staffed = set(
        boxes.filter(Exists(people)).values_list("team_id", flat=True).distinct()
    )
    return [(box, box.team_id in staffed) for box in boxes]


def teams_of(enquiry: Enquiry) -> QuerySet[Team]:
    """Return the teams that answer for an enquiry.

    One about no site is not that of all teams without a site.
    """
    of_site = Q(sites=enquiry.site_id) if enquiry.site_id else Q(pk__in=())
    found = Team.objects.filter(of_site | Q(pk=enquiry.team_id), is_desk=False)
    return found.distinct()


def teams_that_may_answer(enquiry: Enquiry) -> QuerySet[Team]:
    """Return whoever may answer an enquiry: also the study's team, and the desk."""
    of_study = Q(studies=enquiry.study_id) | Q(is_desk=True)
    found = Team.objects.filter(of_study | Q(pk__in=teams_of(enquiry).values("pk")))
    return found.distinct()


def who_may_answer(enquiry: Enquiry) -> list[str]:
    """Return the addresses of all who may answer with an account of theirs."""
    return emails_of(members_of(teams_that_may_answer(enquiry)))


def site_members(enquiry: Enquiry) -> QuerySet[Membership]:
    """Return the members of the teams that answer for an enquiry."""
    return members_of(teams_of(enquiry))


def members_of(teams: QuerySet[Team]) -> QuerySet[Membership]:
    """Return the members of some teams."""
    return Membership.objects.filter(team__in=teams, user__is_active=True)


def present_members(enquiry: Enquiry, now: datetime) -> QuerySet[Membership]:
    """Return the members of an enquiry's teams who are not away."""
    return site_members(enquiry).filter(who_are_there(now.date()))


def emails_of(members: QuerySet[Membership]) -> list[str]:
    """Return the members' own addresses."""
    return [one.user.email for one in members.select_related("user") if one.user.email]
