"""Roles: exactly the rights they name, and a closed account opens nothing."""

import pytest
from django.contrib.auth.models import Group

from contacts.teams.actions.roles import (
    add_administrator,
    form_groups,
    roles_of,
    set_roles,
)
from contacts.teams.models.roles import GROUPS, RIGHTS, StaffRole
from portal.audit.models import AuditEvent, Verb
from tests.factories import NOW, staff

pytestmark = pytest.mark.django_db
EDITOR, AUDITOR = StaffRole.EDITOR, StaffRole.AUDITOR
ADMINISTRATOR = StaffRole.ADMINISTRATOR


def give(user, *roles, is_open=True) -> None:
    set_roles(user=user, roles=set(roles), is_open=is_open, now=NOW, by="user:1")


def test_groups_hold_exactly_their_rights_however_often_they_are_formed():
    form_groups()
    form_groups()
    for role, name in GROUPS.items():
        held = Group.objects.get(name=name).permissions
        found = held.values_list("content_type__app_label", "codename")
        assert {f"{app}.{code}" for app, code in found} == set(RIGHTS[role])


@pytest.mark.parametrize(
    ("roles", "is_staff", "is_superuser"),
    [
        (set(), False, False),
        ({AUDITOR}, False, False),
        ({EDITOR}, False, False),
        ({ADMINISTRATOR}, True, True),
        ({EDITOR, AUDITOR}, False, False),
    ],
)
def test_djangos_admin_is_open_to_administrators_alone(roles, is_staff, is_superuser):
    user = staff([])
    give(user, *roles)
    user.refresh_from_db()
    assert roles_of(user) == roles
    assert (user.is_staff, user.is_superuser) == (is_staff, is_superuser)


def test_roles_that_are_not_named_are_taken():
    user = staff([])
    give(user, EDITOR, ADMINISTRATOR)
    give(user, AUDITOR, is_open=False)
    user.refresh_from_db()
    assert roles_of(user) == {AUDITOR}
    assert (user.is_active, user.is_superuser, user.is_staff) == (False, False, False)
    event = AuditEvent.objects.filter(verb=Verb.ROLES_CHANGED).last()
    assert event.detail == {"user": user.pk, "roles": ["AUDITOR"], "open": False}


def test_an_administrator_keeps_what_they_were():
    user = staff([])
    give(user, EDITOR)
    again = add_administrator(email=user.email.upper(), now=NOW, by="command")
    assert again == user
    assert roles_of(again) == {EDITOR, ADMINISTRATOR}


def test_a_new_administrator_has_no_password_yet():
    new = add_administrator(email="ada@hospital.example", now=NOW, by="command")
    assert not new.has_usable_password()
