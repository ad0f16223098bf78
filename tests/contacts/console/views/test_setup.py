"""One page of teams, hospitals, mailboxes and members, for administrators alone."""

import pytest
from django.test import Client

from contacts.models import Facility, FacilityPlace, Team
from contacts.teams.actions.mailboxes import add_mailbox
from contacts.teams.actions.proposals import attach_new_places
from tests.administrators import OUTSIDERS, administrator, outsider, signed_in
from tests.factories import NOW, StudySite, site_with_contact, staff

pytestmark = pytest.mark.django_db
PAGE = "/staff/setup/"


@pytest.fixture
def admin() -> Client:
    return signed_in(administrator())


@pytest.fixture
def proposed() -> Facility:
    for name in ("Klinik am Park", "klinik am park", "Klinik am Park Bonn"):
        StudySite(facility=name, city="Bonn", country="DE")
    attach_new_places(now=NOW, by="worker")
    return Facility.objects.get()


def test_an_administrator_without_a_team_is_shown_the_way(admin):
    page = admin.get("/staff/team/").content.decode()
    assert "Ask your administrator" not in page
    assert PAGE in page
    plain = outsider("no role", [])
    plain.get("/staff/team/")
    Team.objects.all().delete()
    assert "Ask your administrator" in plain.get("/staff/team/").content.decode()


def test_the_page_names_members_mailboxes_hospitals(admin):
    user = staff([site_with_contact()])
    team = user.memberships.get().team
    add_mailbox(team=team, email="ward@site.example", now=NOW, by="x")
    Facility.objects.create(name="Klinik A", city="Bonn", team=team)
    page = admin.get(PAGE).content.decode()
    for words in (user.username, "ward@site.example", "Klinik A, Bonn", team.name):
        assert words in page
    assert admin.get(f"/staff/team/{team.pk}/").status_code == 200
    assert user.username not in admin.get(f"{PAGE}?q=Nirgends").content.decode()


def test_a_team_is_set_up_and_no_name_stands_twice(admin):
    form = {"name": "Bonn", "language": "zh-hans", "country": "DE"}
    team_page = admin.post(f"{PAGE}team/", form)["Location"]
    assert admin.get(team_page).status_code == 200
    team = Team.objects.get(name="Bonn")
    assert (team.language, team.country) == ("zh-hans", "DE")
    again = admin.post(f"{PAGE}team/", {**form, "name": "bonn"})
    assert again.status_code == 422
    assert 'value="bonn"' in again.content.decode()


def test_many_are_confirmed_at_once_and_given_to_a_team(admin, proposed):
    page = admin.get(PAGE).content.decode()
    # Written the very same: ticked. Only alike: a look first.
    assert page.count("checked") == 2
    for site in (place.site for place in proposed.places.all()):
        assert site.study.registry_id in page
    ticks = list(proposed.places.values_list("pk", flat=True))
    form = {"place": ticks, "deed": "confirm"}
    assert admin.post(f"{PAGE}proposals/", form).status_code == 302
    assert FacilityPlace.objects.confirmed().count() == 3
    team = Team.objects.create(name="Bonn")
    admin.post(f"{PAGE}hospitals/{proposed.pk}/", {"team": team.pk})
    assert team.sites.count() == 3
    admin.post(f"{PAGE}hospitals/{proposed.pk}/", {"team": ""})
    assert not team.sites.exists()


def test_what_is_wrong_is_gone(admin, proposed):
    ticks = list(proposed.places.values_list("pk", flat=True))
    admin.post(f"{PAGE}proposals/", {"place": ticks, "deed": "refuse"})
    assert "Nothing to look at" in admin.get(PAGE).content.decode()


def test_a_picker_shows_study_and_town(admin, proposed):
    """Sixteen lines of "Investigational Site Number" cannot be told apart."""
    sites = [
        StudySite(facility="Investigational Site Number 1", city=city, country="DE")
        for city in ("Aachen", "Bonn")
    ]
    ticks = list(proposed.places.values_list("pk", flat=True))
    admin.post(f"{PAGE}proposals/", {"place": ticks, "deed": "confirm"})
    page = admin.get(f"{PAGE}?q=Investigational").content.decode()
    asked = {"app_label": "contacts", "model_name": "team", "field_name": "sites"}
    found = admin.get("/admin/autocomplete/", {"term": "Investigational", **asked})
    texts = [row["text"] for row in found.json()["results"]]
    for site in sites:
        words = f"{site.study.registry_id} – {site.city}"
        assert words in page
        assert any(text.startswith(words) for text in texts)
    form = {"site": [site.pk for site in sites], "hospital": proposed.pk}
    admin.post(f"{PAGE}places/", form)
    assert proposed.places.confirmed().count() == 5
    admin.post(f"{PAGE}places/", {"site": [sites[0].pk, 10**8], "hospital": ""})
    assert proposed.places.confirmed().count() == 4


def test_studies_of_a_team(admin):
    site, team = StudySite(), Team.objects.create(name="Bonn")
    path = f"/staff/team/{team.pk}/studies/"
    number = site.study.registry_id
    assert admin.post(path, {"studies": number.lower()}).status_code == 302
    assert list(team.studies.all()) == [site.study]
    wrong = admin.post(path, {"studies": f"{number}\nNCT00000000"})
    assert wrong.status_code == 422
    assert "NCT00000000" in wrong.content.decode()
    admin.post(path, {"studies": ""})
    assert not team.studies.exists()


@pytest.mark.parametrize("kind", OUTSIDERS)
def test_others_find_no_such_page(proposed, kind):
    client = outsider(kind, [site_with_contact()])
    team = Team.objects.create(name="Bonn")
    ticks = list(proposed.places.values_list("pk", flat=True))
    forms = {
        "team/": {"name": "Mine", "language": "en"},
        "proposals/": {"place": ticks, "deed": "confirm"},
        "places/": {"site": [proposed.places.first().site_id], "hospital": proposed.pk},
        f"hospitals/{proposed.pk}/": {"team": team.pk},
        "file/": {},
        "file/apply/": {},
    }
    for end, form in forms.items():
        assert client.post(PAGE + end, form).status_code in {302, 404}
    answer = client.post(f"/staff/team/{team.pk}/studies/", {"studies": ""})
    assert answer.status_code in {302, 404}
    for end in ("", "teams.csv"):
        assert client.get(PAGE + end).status_code in {302, 404}
    assert not FacilityPlace.objects.confirmed().exists()
    assert not Team.objects.filter(name="Mine").exists()
    assert Facility.objects.get().team is None
