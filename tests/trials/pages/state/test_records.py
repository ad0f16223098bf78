"""What is said of real records and their age: no sentence that time has made false."""

from copy import copy
from datetime import date, timedelta
from typing import Any

import pytest

from tests.records import REAL_FOLDERS
from trials.freshness.calendar import last_day
from trials.freshness.tones import OVER_STATES, Tone
from trials.importing.actions.studies import NESTED
from trials.models import Study, StudySite
from trials.pages import facts
from trials.pages.changes import field_words
from trials.pages.sites.listed import count_sentence
from trials.pages.sites.picture import describe
from trials.pages.sites.states import place_state, takes_people
from trials.pages.state.pressing import main_button
from trials.pages.state.strip import strip_of
from trials.registry.clinicaltrials.files import read_studies
from trials.registry.clinicaltrials.parsing import parse_study
from trials.registry.clinicaltrials.source import SOURCE

TODAY = date(2026, 11, 28)
PLANNING = ("expected", "planned to", "is planned", "Planned")


def unsaved(raw: Any) -> tuple[Study, list[StudySite]]:
    """Return a record's study and places as an import would write them."""
    record = parse_study(raw)
    values = {k: v for k, v in vars(record).items() if k not in NESTED}
    sites = [
        StudySite(**{k: v for k, v in vars(site).items() if k != "contacts"})
        for site in record.sites
    ]
    study = Study(
        **values,
        copied_on=SOURCE.copied_on(raw),
        has_open_site=any(site.is_recruiting for site in sites),
    )
    return study, sites


@pytest.fixture(scope="module", params=REAL_FOLDERS)
def records(request) -> list[tuple[Study, list[StudySite]]]:
    return [unsaved(raw) for _where, raw in read_studies(request.param)]


def said_of(study: Study, sites: list[StudySite], today: date) -> str:
    """Return all that stands on the page of states, places and days."""
    judged = study.judged(today)
    strip = strip_of(study, judged, today, "en")
    taking = [site for site in sites if takes_people(site, judged.tone)]
    return "\n".join(
        [
            strip.sentence,
            *strip.remarks,
            *strip.days,
            count_sentence(len(sites), len(taking), judged.tone),
            describe(sites, judged.tone),
            *(
                f"{name}: {value}"
                for name, value in facts.details(study, "en")
                if value
            ),
        ]
    )


def test_nobody_is_said_to_take_people_whose_planned_end_has_passed(records):
    """The page said "22 of 22 places take people now" of an end in March 2025."""
    seen = 0
    for study, sites in records:
        end = last_day(study.completion_date)
        if end and end < TODAY:
            seen += 1
            words = said_of(study, sites, TODAY)
            assert "people now" not in words, study.registry_id
            assert not any(
                place_state(site, study.judged(TODAY).tone, TODAY, "en").is_open
                for site in sites
            ), study.registry_id
    assert seen


def test_a_copy_from_a_file_was_not_copied_or_compared_today(records):
    """The day of the import is an accident: the record bears the registry's own."""
    for study, sites in records:
        words = said_of(study, sites, TODAY)
        assert "November 28, 2026" not in words, study.registry_id
        assert "Copied from the registry on " in words, study.registry_id
        assert study.compared_at is None


def test_nothing_is_planned_of_what_is_over(records):
    """The page said "Expected to end" of 419 finished studies."""
    seen = 0
    for study, sites in records:
        if study.overall_status in OVER_STATES:
            seen += 1
            words = said_of(study, sites, TODAY)
            assert not any(plan in words for plan in PLANNING), study.registry_id
            assert "takes people" not in words
            assert "take people" not in words
    assert seen
    assert not any("Expected" in words for words in field_words().values())


def test_every_record_has_a_strip_that_says_each_of_its_days_once(records):
    for study, _sites in records:
        updated = facts.registry_date(study.last_update_date, "en")
        verified = facts.registry_date(study.status_verified_date, "en")
        days = {
            updated: f"Last changed there on {updated}.",
            verified: f"Last confirmed by the sponsor in {verified}.",
        }
        for today in (TODAY, last_day(study.last_update_date) + timedelta(days=1)):
            strip = strip_of(study, study.judged(today), today, "en")
            assert strip.sentence, study.registry_id
            for day, words in days.items():
                assert (day in strip.sentence) != (words in strip.days), words


def test_a_teams_word_is_said_once(records):
    study = next(copy(one) for one, _ in records if one.overall_status == "RECRUITING")
    study.team_confirmed_on = TODAY - timedelta(days=3)
    strip = strip_of(study, study.judged(TODAY), TODAY, "en")
    said = "\n".join([strip.sentence, *strip.remarks])
    assert said.count("on November 25, 2026") == 1


def test_what_to_press_follows_the_tone(records):
    words = {
        Tone.OVER: {"See similar open studies"},
        Tone.CLOSED: {"Ask the team"},
        Tone.PROBABLY_OVER: {"Ask if it is over"},
        Tone.ASK_FIRST: {"Ask if it still takes people"},
        Tone.FRESH: {
            *("Send a message", "Ask the team", "Ask to be told when it begins"),
        },
    }
    seen = set()
    for study, _sites in records:
        for today in (TODAY, last_day(study.last_update_date) + timedelta(days=1)):
            judged = study.judged(today)
            pressed = main_button(study, judged, "/message/").words
            assert pressed in words[judged.tone], study.registry_id
            seen.add(judged.tone)
    assert seen == set(words)


def test_nobody_says_that_an_old_record_has_not_begun(records):
    """Of 70 not yet begun records each had its planned start behind it."""
    for study, sites in records:
        if study.judged(TODAY).tone is not Tone.FRESH:
            words = said_of(study, sites, TODAY)
            assert "has not begun" not in words, study.registry_id
