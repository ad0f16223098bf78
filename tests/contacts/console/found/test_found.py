"""Hospitals of the trials that nobody answers for get teams, many with one press."""

import pytest

from contacts.console.found.lines import known_names, read_lines
from contacts.models import Facility, Invitation, Mailbox, Team
from tests.administrators import OUTSIDERS, administrator, outsider, signed_in
from tests.factories import StudySite
from trials.models import StudySite as Place

pytestmark = pytest.mark.django_db
PAGE = "/staff/setup/found/"
TOWNS = ("Bonn", "Ulm", "Kiel")


@pytest.fixture
def admin(settings):
    settings.SAID_BY_ENVIRONMENT = frozenset({"OPERATOR_COUNTRY"})
    settings.OPERATOR = {**settings.OPERATOR, "OPERATOR_COUNTRY": "DE"}
    for town in TOWNS:
        StudySite(facility=f"Klinik {town}", city=town, country="DE")
    StudySite(facility="Klinik Bonn", city="Bonn", country="DE")
    StudySite(facility="Northern Infirmary", city="Leeds", country="GB")
    return signed_in(administrator())


def numbers() -> dict[str, int]:
    return dict(Facility.objects.values_list("name", "pk"))


def test_each_ticked_hospital_gets_a_team_that_answers_for_its_places(admin):
    said = admin.get(PAGE).content.decode()
    # Those of our own country first, and the largest of them.
    order = ("Klinik Bonn", "Klinik Kiel", "Klinik Ulm", "Northern Infirmary")
    assert sorted(order, key=said.index) == list(order)
    known = numbers()
    answer = admin.post(
        PAGE,
        {
            "chosen": [known["Klinik Bonn"], known["Klinik Ulm"]],
            "mailboxes": "Klinik Bonn, Bonn; Ward@bonn.example\n"
            "Klinik Ulm\tu@ulm.example",
            "people": "nurse@bonn.example Klinik Bonn",
        },
        follow=True,
    )
    assert "2 teams are set up." in answer.content.decode()
    bonn = Team.objects.get(name="Klinik Bonn, Bonn")
    assert bonn.sites.count() == 2
    assert (bonn.country, bonn.language) == ("DE", "en")
    assert Mailbox.objects.get(team=bonn).email == "ward@bonn.example"
    assert Invitation.objects.get().team == bonn
    # Without a tick nothing is set up.
    assert Team.objects.count() == 2
    assert "Klinik Bonn" not in admin.get(PAGE).content.decode()


def test_all_that_are_listed_are_those_that_the_search_shows(admin):
    admin.get(PAGE)
    admin.post(f"{PAGE}?q=gb", {"every": "on"})
    assert [team.name for team in Team.objects.all()] == ["Northern Infirmary, Leeds"]


def test_a_place_that_is_only_like_it_waits_for_a_look(admin):
    StudySite(facility="Klinik Bonn GmbH Bonn", city="Bonn", country="DE")
    admin.get(PAGE)
    admin.post(PAGE, {"chosen": [numbers()["Klinik Bonn"]]})
    names = Place.objects.filter(teams__isnull=False).values_list("facility", flat=True)
    assert set(names) == {"Klinik Bonn"}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("Klinik Mond, a@b.example", "Line 1"),
        ("Klinik Bonn, a@b.example\nKlinik Ulm", "Line 2"),
        ("Klinik Bonn, a@b", "valid email"),
    ],
)
def test_a_line_that_fits_no_hospital_is_told_and_nothing_is_written(
    admin, lines, words
):
    admin.get(PAGE)
    answer = admin.post(PAGE, {"every": "on", "mailboxes": lines})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Team.objects.exists()


def test_nothing_ticked_is_told(admin):
    admin.get(PAGE)
    assert "Tick at least one hospital." in admin.post(PAGE, {}).content.decode()


def test_two_hospitals_of_one_name_need_their_town():
    names = known_names([(1, "St. Mary's", "York"), (2, "St Marys", "Bath")])
    assert read_lines("St Marys, a@b.example", names).faults == [1]
    assert read_lines("St Marys, Bath, a@b.example", names).addresses == {
        2: ["a@b.example"]
    }


@pytest.mark.parametrize("kind", OUTSIDERS)
def test_nobody_else_finds_it(kind):
    client = outsider(kind, Place.objects.none())
    assert client.get(PAGE).status_code in {302, 404}
    assert client.post(PAGE, {"every": "on"}).status_code in {302, 403, 404}
    assert not Team.objects.filter(name__startswith="Klinik").exists()
