"""Who edits words, reads the audit, or administers."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

from contacts.models import StaffRole, Verb
from contacts.teams.models.roles import GROUPS, RIGHTS
from portal.audit.record import record_event


@transaction.atomic
def form_groups() -> None:
    """Make the groups, each with exactly its rights."""
    for role, codes in RIGHTS.items():
        group, _is_new = Group.objects.get_or_create(name=GROUPS[role])
        pairs = [code.split(".") for code in codes]
        group.permissions.set(
            Permission.objects.get(content_type__app_label=app, codename=code)
            for app, code in pairs
        )
    # Editors had it until their pages stood in the console.
    staff = get_user_model().objects.filter(is_staff=True, is_superuser=False)
    staff.update(is_staff=False)


def roles_of(user: User) -> set[StaffRole]:
    """Return the roles that somebody has."""
    names = {group.name for group in user.groups.all()}
    roles = {role for role, name in GROUPS.items() if name in names}
    return roles | ({StaffRole.ADMINISTRATOR} if user.is_superuser else set())


@transaction.atomic
def set_roles(
    *, user: User, roles: set[StaffRole], is_open: bool, now: datetime, by: str
) -> None:
    """Give somebody exactly these roles; a closed account opens nothing at all."""
    for role, name in GROUPS.items():
        group, _is_new = Group.objects.get_or_create(name=name)
        (user.groups.add if role in roles else user.groups.remove)(group)
    user.is_superuser = StaffRole.ADMINISTRATOR in roles
    # All others have their pages in the console.
    user.is_staff = user.is_superuser
    user.is_active = is_open
    user.save(update_fields=["is_superuser", "is_staff", "is_active"])
    about: dict[str, Any] = {"user": user.pk, "roles": sorted(roles), "open": is_open}
    record_event(Verb.ROLES_CHANGED, now=now, by=by, **about)


@transaction.atomic
def add_administrator(*, email: str, now: datetime, by: str) -> User:
    """Return the administrator of this address; a new one has no password yet."""
    users = get_user_model().objects
    user = users.filter(username__iexact=email).first()
    user = user or users.create_user(username=email, email=email)
    roles = {*roles_of(user), StaffRole.ADMINISTRATOR}
    set_roles(user=user, roles=roles, is_open=True, now=now, by=by)
    return user
