"""Who is invited, who joins, and who is away."""

from datetime import date

import pytest

from contacts.teams.forms.joining import AbsenceForm, InviteForm, JoinForm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("email", "role", "wrong"),
    [
        ("a@site.example", "DEPUTY", []),
        ("", "DEPUTY", ["email"]),
        ("somebody", "DEPUTY", ["email"]),
        (f"{'a' * 150}@site.example", "DEPUTY", ["email"]),
        ("a@site.example", "ADMINISTRATOR", ["role"]),
    ],
)
def test_an_invitation_has_an_address_and_a_role_of_teams(email, role, wrong):
    assert list(InviteForm({"email": email, "role": role}).errors) == wrong


def test_an_absence_has_a_last_day_or_ends():
    form = AbsenceForm({"until": "2026-12-24"})
    assert form.is_valid()
    assert form.cleaned_data["until"] == date(2026, 12, 24)
    assert AbsenceForm({"until": ""}).is_valid()
    assert list(AbsenceForm({"until": "soon"}).errors) == ["until"]


@pytest.mark.parametrize(
    ("name", "password", "wrong"),
    [
        ("Ada", " a long pass phrase ", []),
        ("", " a long pass phrase ", ["name"]),
        ("Ada", "", ["password"]),
        ("Ada", "short", ["password"]),
        ("Ada", "qwerty123456", ["password"]),
    ],
)
def test_who_joins_has_a_name_and_a_password_that_holds(name, password, wrong):
    form = JoinForm({"name": name, "password": password})
    assert list(form.errors) == wrong
    if not wrong:
        # Blanks are part of a sentence.
        assert form.cleaned_data["password"] == password
