"""The roles of an account; nobody locks themselves out."""

import pytest
from django.contrib.auth import get_user_model

from contacts.console.people.forms import InvitePersonForm, PersonForm, initial
from contacts.models import StaffRole

ADMINISTRATOR = StaffRole.ADMINISTRATOR.value
OTHER = next(role.value for role in StaffRole if role != StaffRole.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("roles", "is_open", "is_own", "is_taken"),
    [
        ([ADMINISTRATOR], True, True, True),
        ([ADMINISTRATOR], False, True, False),
        ([OTHER], True, True, False),
        ([], True, True, False),
        ([], False, False, True),
        ([OTHER, ADMINISTRATOR], True, False, True),
    ],
)
def test_an_administrator_stays_one_until_another_says(
    roles, is_open, is_own, is_taken
):
    data = {"roles": roles, **({"is_open": "on"} if is_open else {})}
    form = PersonForm(data, is_own=is_own)
    assert form.is_valid() is is_taken
    if is_taken:
        assert form.cleaned_data["roles"] == {StaffRole(role) for role in roles}
    else:
        assert list(form.errors) == ["roles"]


def test_a_role_that_is_none_is_refused():
    assert PersonForm({"roles": ["COORDINATOR"]}, is_own=False).errors["roles"]
    invited = {"email": "a@site.example", "role": "COORDINATOR"}
    assert list(InvitePersonForm(invited).errors) == ["role"]
    assert InvitePersonForm({**invited, "role": OTHER}).is_valid()


def test_the_form_begins_with_what_the_account_has():
    user = get_user_model()(is_active=False)
    roles = {StaffRole(OTHER), StaffRole.ADMINISTRATOR}
    begun = initial(user, roles)
    assert begun == {"roles": sorted(roles), "is_open": False}
