"""When a team works; what cannot be is said at its field."""

import pytest
from django.forms.models import model_to_dict

from contacts.models import Team
from contacts.teams.forms.teams import TeamForm

pytestmark = pytest.mark.django_db
GIVEN = {
    "time_zone": "",
    "country": "",
    "language": "en",
    "opens_at": "09:00",
    "closes_at": "17:00",
    "work_days": ["0", "1", "2"],
    "free_days": "",
    "answer_days": "",
    "paused_until": "",
    "capacity": "",
}


def form_of(**values: object) -> TeamForm:
    return TeamForm({**GIVEN, **values}, instance=Team.objects.create(name="A team"))


def test_what_is_given_is_kept():
    form = form_of(free_days="2026-12-24\n2026-12-31 2026-12-24", country="DE")
    assert form.is_valid(), form.errors
    team = form.save()
    assert (team.work_days, team.country) == ([0, 1, 2], "DE")
    assert team.free_days == ["2026-12-24", "2026-12-31"]
    assert TeamForm(instance=team).initial["free_days"] == "2026-12-24\n2026-12-31"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("work_days", []),
        ("work_days", ["7"]),
        ("free_days", "24.12.2026"),
        ("closes_at", "08:00"),
        ("closes_at", "09:00"),
        ("answer_days", "0"),
        ("time_zone", "Mars/Base"),
        ("country", "XX"),
        ("language", "tlh"),
        ("capacity", "-1"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(field: str, value: object):
    assert list(form_of(**{field: value}).errors) == [field]


def test_nothing_of_a_team_changes_without_its_save():
    form = form_of(closes_at="08:00")
    assert not form.is_valid()
    stored = model_to_dict(Team.objects.get())
    assert str(stored["closes_at"]) == "17:00:00"
