"""What a result leads to: other trials, news, a sheet for one's doctor."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests import factories
from tests.trials.pages.views.test_selfchecks import CHECK, version, walk
from tests.trials.selfcheck.founding import DEFINITION, TODAY, case
from trials.importing.actions.conditions import write_conditions
from trials.selfcheck.evaluate import evaluate

__all__ = ["version"]
pytestmark = pytest.mark.django_db
LUPUS = {"id": "D008180", "term": "Lupus Erythematosus, Systemic", "is_ancestor": False}
IMMUNE = {"id": "D007154", "term": "Immune System Diseases", "is_ancestor": True}
SLE = "Systemic Lupus Erythematosus"


@pytest.fixture(autouse=True)
def terms(version):
    """The study as the registry describes it, with what stands above its condition."""
    version.study.condition_terms = [LUPUS, IMMUNE]
    version.study.save()
    write_conditions(version.study)


def other(title: str, **values) -> None:
    study = factories.Study(brief_title=title, **{"conditions": [SLE], **values})
    write_conditions(study)


def result(client: Client, answers: dict) -> str:
    return client.get(walk(client, answers)).content.decode()


def aged(value: int, unit: str = "a") -> dict:
    return {**case("C01"), "age": {"value": value, "unit": unit}, "sex": "prefer_not"}


def test_other_trials_of_the_condition_fit_the_age(client: Client):
    other("For children", maximum_age_days=6000)
    other("For adults", minimum_age_days=6574)
    other("Finished", overall_status="COMPLETED")
    page = result(client, case("C01"))
    assert "Other trials for the same condition" in page
    assert "For children" in page
    assert "For adults" not in page
    assert "Finished" not in page


def test_the_very_condition_and_nothing_beside_it(client: Client):
    asthma = {"id": "D001249", "term": "Asthma", "is_ancestor": False}
    other("An asthma trial", conditions=["Asthma"], condition_terms=[asthma, IMMUNE])
    other("A trial of sleep", conditions=["Sleep Apnea"])
    other("Of all immune diseases", conditions=["Immune System Diseases"])
    other("A trial of lupus, said shortly", conditions=["SLE"])
    other(
        "By the registry's term", conditions=["cSLE, severe"], condition_terms=[LUPUS]
    )
    page = result(client, case("C01"))
    assert "A trial of lupus, said shortly" in page
    assert "By the registry&#x27;s term" in page
    assert "An asthma trial" not in page
    assert "A trial of sleep" not in page
    assert "Of all immune diseases" not in page


@pytest.mark.parametrize(
    ("answers", "is_offered"),
    [(aged(17), True), (aged(205, "mo"), True), (aged(18), False)],
    ids=["17 years", "205 months", "18 years"],
)
def test_the_last_year_that_a_trial_takes_is_within(
    client: Client, answers, is_offered
):
    other("Up to 17 years", maximum_age_days=int(17 * 365.25))
    page = result(client, answers)
    assert ("Up to 17 years" in page) == is_offered


def test_without_an_age_trials_of_any_age_are_offered(client: Client):
    other("For adults", minimum_age_days=6574)
    page = result(client, {**case("C01"), "age": None, "age.unknown": "unsure"})
    assert "For adults" in page


@pytest.mark.parametrize("number", ["C01", "C02", "C08"])
def test_news_about_the_condition_are_one_press_away(client: Client, number):
    page = result(client, case(number))
    address = re.search(rf'href="({reverse("contacts:subscribe")}\?[^"]+)"', page)[1]
    asked = client.get(unescape(address))
    assert asked.status_code == 200
    assert SLE in asked.content.decode()


def test_the_sheet_for_a_doctor_says_whose_words_it_holds(client: Client, version):
    factories.StudyContact(study=version.study, name="Dr Central", email="c@x.example")
    page = result(client, case("C01")).partition('class="sheet')[2]
    for words in (
        "NCT07233642",
        date_format(timezone.localdate(), "DATE_FORMAT"),
        "Dr Central",
        "c@x.example",
        "no doctor has checked them",
    ):
        assert words in page, words
    assert "Dr Central" not in Client().get(f"{CHECK}q/1/").content.decode()


def test_what_may_not_fit_stands_before_what_to_talk_about(client: Client):
    page = result(client, {**case("C14"), "tb": "unsure"})
    headings = re.findall(r"<h2>([^<]+)</h2>", page)
    assert headings[:4] == [
        "What may not fit",
        "What to talk to the team about",
        "What the team will check",
        "What fits",
    ]


@pytest.mark.parametrize("number", ["C01", "C08", "C14"])
def test_what_fits_and_what_the_team_checks_are_folded(client: Client, number):
    before, found, _after = result(client, case(number)).partition("<h2>What fits</h2>")
    assert found
    fold = before.rpartition("<details")[2].partition(">")[0]
    assert "open" not in fold
    checks = result(Client(), case(number)).partition("<h2>What the team will")[0]
    assert "open" not in checks.rpartition("<details")[2].partition(">")[0]


def test_the_rule_stands_in_the_very_words_of_the_record(client: Client):
    page = unescape(result(client, case("C01")))
    states = evaluate(DEFINITION, case("C01"), TODAY).states
    told = [c for c in DEFINITION["criteria"] if states[c["id"]] != "not_applicable"]
    assert len(told) > 25
    for criterion in told:
        assert criterion["source"] in page, criterion["id"]


def test_a_word_to_guardians_is_no_warning(client: Client):
    page = result(client, case("C01"))
    before, told, _after = page.partition("A parent or guardian has to agree")
    assert told
    assert before.rpartition("<div class=")[2].startswith('"notice info"')
