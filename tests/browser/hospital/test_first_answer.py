"""From an empty database to the first answered enquiry, by the pages alone: counted."""

import pytest
from playwright.sync_api import Browser

from tests.browser.hospital import walking
from tests.browser.hospital.entering import empty_portal, first_of_all, joined
from tests.browser.hospital.hands import Hands, Tally
from tests.records import contact, location, raw

pytestmark = pytest.mark.browser
STUDY = "NCT91000001"
ANSWER = "There is. We shall call you."
MOST_SECONDS = 15 * 60
MAIL = {
    "Sender of all mails": "Trials <trials@hospital.example>",
    "E-mail address of the desk": "desk@hospital.example",
}
LONDON = walking.Home(
    country="GB",
    most_presses=115,
    operator=walking.operator("United Kingdom", "London"),
    mail={**MAIL, "Telephone of the desk": "+44 20 7946 0000"},
)
BONN = walking.Home(
    country="DE",
    most_presses=150,
    operator=walking.operator("Germany", "Bonn"),
    mail={**MAIL, "Telephone of the desk": "+49 228 900000"},
    numbers={"Ambulance": "112"},
    own_languages="de",
)
TOWNS = {
    "GB": {"city": "London", "country": "United Kingdom"},
    "DE": {"city": "Bonn", "country": "Germany"},
}


def record(country: str):
    """Return a trial with one place, in a hospital's own country."""
    place = location(**TOWNS[country], facility=walking.PLACE, geoPoint=None)
    places = {"centralContacts": [contact()], "locations": [place]}
    return raw(STUDY, contactsLocationsModule=places)


@pytest.mark.parametrize(
    "home",
    [
        pytest.param(LONDON, id="english"),
        pytest.param(BONN, id="german", marks=pytest.mark.long),
    ],
)
def test_a_hospital_answers_its_first_family(browser: Browser, record_property, home):
    tally = Tally()
    with empty_portal() as (server, registry):
        registry.put(record(home.country))
        with tally.stage("first account"):
            boss = first_of_all(browser, server, tally)
        with tally.stage("the hospital"):
            walking.say_who(boss, home)
        with tally.stage("words approved"):
            walking.approve_words(boss)
        if home.own_languages:
            with tally.stage("its own page"):
                walking.write_own_page(boss)
                reader = joined(browser, server, tally, "Rea Reader", walking.READER)
                walking.approve_own_page(reader, server.base)
        with tally.stage("trial imported"):
            walking.bring_studies(boss, "lupus", "1 trial was imported.")
        with tally.stage("team"):
            walking.found_team(boss)
        with tally.stage("nurse joins"):
            nurse = joined(browser, server, tally, "Nora Nurse", walking.NURSE)
        family = Hands(browser.new_context().new_page(), tally)
        with tally.stage("family writes"):
            walking.ask(family, server.base, STUDY, home.mail["Telephone of the desk"])
        with tally.stage("team answers"):
            walking.answer(nurse, server.base, ANSWER)
        with tally.stage("family reads"):
            walking.read(family, ANSWER)
    record_property("stages", tally.shown())
    whole = tally.whole()
    assert whole.presses <= home.most_presses
    assert whole.by_a_person <= MOST_SECONDS
