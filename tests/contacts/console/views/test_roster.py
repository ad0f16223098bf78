"""Thirty teams from one file: shown first, written as a whole, out again the same."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contacts.models import (
    AuditEvent,
    Facility,
    Invitation,
    Mailbox,
    OutgoingEmail,
    Purpose,
    Role,
    Team,
    Verb,
)
from tests.administrators import administrator, signed_in
from tests.factories import StudySite

pytestmark = pytest.mark.django_db
PAGE = "/staff/setup/"
HEAD = (
    "team,language,country,mailboxes,facility,town,facility_country,studies,members\n"
)


@pytest.fixture
def admin() -> Client:
    return signed_in(administrator())


def preview(client: Client, text: str, language: str = ""):
    file = SimpleUploadedFile("teams.csv", text.encode(), "text/csv")
    path = f"/{language}{PAGE}" if language else PAGE
    return client.post(f"{path}file/".replace("//", "/"), {"file": file})


def write(client: Client, page):
    form = {name: page.context[name] for name in ("shown",)}
    form["text"] = page.context["file_text"]
    return client.post(f"{PAGE}file/apply/", form)


def thirty() -> str:
    """Return thirty teams: each with a hospital in two studies, a box, two members."""
    lines = []
    for number in range(30):
        name = f"Klinik Nummer {number}"
        own = [StudySite(facility=name, city="Bonn", country="DE") for _ in range(2)]
        lines.append(
            f"Team {number},en,DE,ward{number}@site.example,{name},Bonn,DE,"
            f"{own[0].study.registry_id},"
            f"a{number}@site.example | b{number}@site.example;DEPUTY"
        )
    return HEAD + "\n".join(lines)


def test_thirty_teams_from_one_file(admin):
    text = thirty()
    page = preview(admin, text)
    assert page.status_code == 200
    assert not Team.objects.exists()
    assert not OutgoingEmail.objects.exists()
    # New, language is the usual one of a new team, country, box, hospital, study, two.
    assert len(page.context["differences"]) == 30 * 8
    assert page.context["mails"] == 90
    assert write(admin, page).status_code == 302
    assert Team.objects.count() == Facility.objects.count() == 30
    team = Team.objects.get(name="Team 7")
    assert team.sites.count() == 2
    assert team.studies.count() == 1
    assert Mailbox.objects.count() == 30
    roles = set(team.invitations.values_list("role", flat=True))
    assert roles == {Role.COORDINATOR, Role.DEPUTY}
    assert OutgoingEmail.objects.filter(purpose=Purpose.INVITATION).count() == 60
    event = AuditEvent.objects.get(verb=Verb.TEAMS_FROM_FILE)
    assert event.detail == {"changes": 240}
    again = preview(admin, text)
    assert "changes nothing" in again.content.decode()


def test_a_team_of_a_file_is_written_to_as_its_country_speaks(admin):
    text = f"{HEAD}Hefei,,CN,,,,,,\nWuhan,en,CN,,,,,,\nBonn,,DE,,,,,,"
    write(admin, preview(admin, text))
    found = Team.objects.values_list("name", "language")
    assert set(found) == {("Hefei", "zh-hans"), ("Wuhan", "en"), ("Bonn", "en")}
    assert "changes nothing" in preview(admin, text).content.decode()


def test_what_comes_out_goes_in_and_changes_nothing(admin):
    write(admin, preview(admin, thirty()))
    answer = admin.get(f"{PAGE}teams.csv")
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode()
    assert text.count("\n") == 31
    assert preview(admin, text).context["differences"] == []
    assert AuditEvent.objects.filter(verb=Verb.TEAMS_EXPORTED).exists()


def test_a_formula_goes_out_as_text_and_comes_back_as_it_was(admin):
    name = '=HYPERLINK("http://evil.example")'
    Team.objects.create(name=name)
    text = b"".join(admin.get(f"{PAGE}teams.csv").streaming_content).decode()
    assert "'=HYPERLINK" in text
    assert ",=" not in text
    assert "\n=" not in text
    assert preview(admin, text).context["differences"] == []


def test_faults_are_told_by_line_and_nothing_is_written(admin):
    page = preview(admin, HEAD + "Bonn,en\nKöln,xx\nUlm,,,,,,,NCT00000000,a@b")
    assert page.status_code == 200
    words = page.content.decode()
    for part in ("Line 3, language", "Line 4, studies", "Line 4, members"):
        assert part in words
    assert "Write these changes" not in words
    assert write(admin, page).status_code == 422
    assert not Team.objects.exists()


def test_a_file_that_is_none_is_told_so(admin):
    assert preview(admin, "name\nx").status_code == 422
    assert admin.post(f"{PAGE}file/").status_code == 422
    assert "Choose a file" in admin.post(f"{PAGE}file/").content.decode()


def test_what_changed_meanwhile_is_shown_again_and_nothing_is_written(admin):
    page = preview(admin, HEAD + "Bonn,zh-hans,DE,,,,,,a@site.example")
    Team.objects.create(name="Bonn", language="zh-hans")
    answer = write(admin, page)
    assert answer.status_code == 409
    assert not Invitation.objects.exists()
    assert len(answer.context["differences"]) == 2
    assert write(admin, answer).status_code == 302
    assert Invitation.objects.get().email == "a@site.example"


def test_it_is_all_or_nothing(admin, monkeypatch):
    page = preview(
        admin, HEAD + "Bonn,,,,,,,,a@site.example\nUlm,,,,,,,,b@site.example"
    )

    def fail(**_values):
        raise RuntimeError("the second one")

    monkeypatch.setattr("contacts.teams.actions.roster_changes.send_invitation", fail)
    with pytest.raises(RuntimeError):
        write(admin, page)
    assert not Team.objects.exists()


def test_a_hospital_changes_its_team_with_its_places(admin):
    StudySite(facility="Klinik A", city="Bonn", country="DE")
    line = "{},,,,Klinik A,Bonn,DE,,"
    write(admin, preview(admin, HEAD + line.format("Nord")))
    write(admin, preview(admin, HEAD + line.format("Süd")))
    assert Team.objects.get(name="Süd").sites.count() == 1
    assert not Team.objects.get(name="Nord").sites.exists()


def test_too_many_mails_are_refused(admin, monkeypatch):
    monkeypatch.setattr("contacts.console.roster_preview.MOST_MAILS", 1)
    page = preview(admin, HEAD + "Bonn,,,,,,,,a@site.example | b@site.example")
    assert page.status_code == 422
