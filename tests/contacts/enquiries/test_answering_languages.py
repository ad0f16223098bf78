"""In which languages a team answers: set by hand or by file, read before writing."""

from html import unescape

import pytest
from django.test import Client

from contacts.models import Team
from contacts.teams.roster.columns import TeamLines, join_languages, read_languages
from contacts.teams.roster.differences import find_differences
from contacts.teams.roster.present import Present, PresentTeam
from contacts.teams.roster.reading import KnownCodes, read_roster
from tests.contacts.teams.forms.test_teams import form_of
from tests.factories import NOW, StudySite

CODES = KnownCodes(frozenset({"en", "zh-hans"}), frozenset({"DE"}))


def read_file(cell: str) -> tuple[list[TeamLines], list[str]]:
    teams, faults = read_roster(f"team,language\nNord,{cell}".encode(), CODES)
    return teams, [one.column for one in faults]


def test_a_cell_holds_the_language_of_the_mails_and_the_others():
    (team,), faults = read_file("EN | de | tr | de")
    assert (team.language, faults) == ("en | de | tr", [])
    assert read_file("de | en")[1] == ["language"]
    assert read_file("en | klingonisch")[1] == ["language"]


def test_a_file_takes_no_language_away():
    assert join_languages("en | de | tr", "en") == "en | de | tr"
    assert join_languages("en | de", "zh-hans | tr") == "zh-hans | tr | de"
    assert join_languages("en | de", "") == "en | de"
    present = Present({"nord": PresentTeam("Nord", "en | de", "")}, {}, {}, frozenset())
    assert find_differences(read_file("en")[0], present) == []
    (one,) = find_differences(read_file("en | tr")[0], present)
    assert (one.before, one.what) == ("en | de", "en | tr | de")
    assert read_languages(one.what)[0] == "en"


@pytest.mark.django_db
def test_a_team_says_in_which_languages_it_answers():
    form = form_of(other_languages="de, TR de")
    assert form.is_valid(), form.errors
    team = form.save()
    assert team.languages == ["en", "de", "tr"]
    assert "other_languages" in form_of(other_languages="Deutsch").errors


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "others", "told"),
    [
        ("", ["de", "tr"], "They answer in English, German, and Turkish."),
        ("", [], ""),
        ("/zh-hans", [], "英语"),
    ],
)
def test_a_family_reads_them_before_it_writes(prefix, others, told):
    site = StudySite()
    team = Team.objects.create(name="Ward", other_languages=others)
    team.sites.add(site)
    checked = {"verified_at": NOW, "asked_at": NOW, "created_at": NOW}
    team.mailboxes.create(email="ward@h.example", token_hash="1", **checked)
    path = f"{prefix}/trials/{site.study.registry_id}/message/"
    page = unescape(Client().get(path).content.decode())
    assert told in page
    assert told or "They answer in" not in page
