"""Whose mailboxes a mail to an enquiry's team reaches, also while some are away."""

from datetime import datetime

from django.db.models import Q, QuerySet

from contacts.models import Enquiry, Membership, Role, Team


def team_addresses(enquiry: Enquiry, now: datetime) -> list[str]:
    """Return the site's mailbox and those of its coordinators who are there.

    Where all of them are away, their deputies stand in.
    """
    present = present_members(enquiry, now)
    coordinators = emails_of(present.filter(role=Role.COORDINATOR))
    return [enquiry.team_email, *(coordinators or emails_of(present))]


def deputy_addresses(enquiry: Enquiry, now: datetime) -> list[str]:
    """Return the deputies' addresses, or the team's again where there are none."""
    deputies = present_members(enquiry, now).filter(role=Role.DEPUTY)
    return emails_of(deputies) or team_addresses(enquiry, now)


def owner_addresses(enquiry: Enquiry, now: datetime) -> list[str]:
    """Return the owner's address, the deputies' while they are away, or the team's."""
    owner = enquiry.owner
    if owner is None or not owner.email:
        return team_addresses(enquiry, now)
    away = owner.memberships.filter(absent_until__gte=now.date())
    return deputy_addresses(enquiry, now) if away.exists() else [owner.email]


def stand_in_addresses(enquiry: Enquiry, now: datetime) -> list[str]:
    """Return the deputies who are there while a coordinator is away; else nobody."""
    members = site_members(enquiry).filter(role=Role.COORDINATOR)
    if not members.filter(absent_until__gte=now.date()).exists():
        return []
    return emails_of(present_members(enquiry, now).filter(role=Role.DEPUTY))


def member_addresses(enquiry: Enquiry) -> list[str]:
    """Return the addresses of all members of the site's teams."""
    return emails_of(site_members(enquiry))


def site_members(enquiry: Enquiry) -> QuerySet[Membership]:
    """Return the members of the site's teams."""
    teams = Team.objects.filter(sites=enquiry.site_id, is_desk=False)
    return Membership.objects.filter(team__in=teams, user__is_active=True)


def present_members(enquiry: Enquiry, now: datetime) -> QuerySet[Membership]:
    """Return the members of the site's teams who are not away."""
    there = Q(absent_until__isnull=True) | Q(absent_until__lt=now.date())
    return site_members(enquiry).filter(there)


def emails_of(members: QuerySet[Membership]) -> list[str]:
    """Return the members' own addresses."""
    return [one.user.email for one in members.select_related("user") if one.user.email]
