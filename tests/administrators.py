"""An administrator who has proven who they are, and everybody who is none."""

from django.test import Client

from contacts.models import Role, StaffRole
from contacts.teams.actions.roles import set_roles
from tests.factories import NOW, staff

PASSWORD = "a long pass phrase"
OUTSIDERS = [
    "coordinator",
    "deputy",
    "desk",
    "editor",
    "auditor",
    "no role",
    "stranger",
]


def signed_in(user) -> Client:
    """Return somebody signed in, the password just given."""
    client = Client()
    client.force_login(user)
    client.post("/staff/account/confirm/", {"password": PASSWORD})
    return client


def administrator():
    """Return an administrator who is in no team."""
    user = staff([])
    user.memberships.get().team.delete()
    set_roles(
        user=user, roles={StaffRole.ADMINISTRATOR}, is_open=True, now=NOW, by="test"
    )
    return user


def outsider(kind: str, sites) -> Client:
    """Return somebody who is no administrator."""
    if kind == "stranger":
        return Client()
    if kind in {"coordinator", "deputy"}:
        user = staff(sites)
        user.memberships.update(role=Role[kind.upper()])
        return signed_in(user)
    user = staff([], is_desk=kind == "desk")
    if kind in {"editor", "auditor"}:
        roles = {StaffRole[kind.upper()]}
        set_roles(user=user, roles=roles, is_open=True, now=NOW, by="test")
    return signed_in(user)
