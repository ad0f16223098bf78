"""A team is written to in its country's language, unless somebody says another."""

import pytest

from contacts.models import Team
from portal.hospital.country_languages import language_of_country
from tests.administrators import administrator, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("country", "language"),
    [("CN", "zh-hans"), ("SG", "en"), ("DE", "en"), ("TW", "en"), ("", "en")],
)
def test_a_country_speaks_its_first_language_that_the_portal_speaks(country, language):
    assert language_of_country(country) == language


def test_with_more_languages_more_countries_are_written_to_in_their_own(settings):
    more = [("es", "Spanish"), ("zh-hant", "Traditional Chinese")]
    settings.LANGUAGES = [*settings.LANGUAGES, *more]
    assert [language_of_country(one) for one in ("MX", "TW")] == ["es", "zh-hant"]


def test_a_new_team_reads_its_countrys_language():
    client = signed_in(administrator())
    client.post("/staff/setup/team/", {"name": "Hefei", "country": "CN"})
    client.post(
        "/staff/setup/team/", {"name": "Wuhan", "country": "CN", "language": "en"}
    )
    teams = Team.objects.values_list("name", "language")
    assert set(teams) == {("Hefei", "zh-hans"), ("Wuhan", "en")}
