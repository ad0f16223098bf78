"""Ways to the form for alerts, and what comes along on each; nothing is stored yet."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client

from contacts.models import Subscription
from tests import texts
from tests.alerts import requested, study, subscriber
from tests.contacts.alerts.views.test_subscriptions import page
from tests.factories import accepted, site_with_contact
from tests.trials.pages.views.test_selfchecks import walk
from tests.trials.selfcheck.founding import DEFINITION, case, worked_examples
from trials.authoring.actions.drafting import draft_selfcheck
from trials.authoring.actions.publishing import publish_selfcheck

pytestmark = pytest.mark.django_db


def followed(client: Client, shown: str) -> str:
    """Follow the link to the form; return the form's page."""
    (path,) = set(re.findall(r'href="(/alerts/\?[^"]*)"', shown))
    return client.get(path.replace("&amp;", "&")).content.decode()


def typed(shown: str) -> list[str]:
    """Return the conditions that the form begins with."""
    inputs = re.findall(r"<input[^>]*kind=condition[^>]*>", shown)
    values = [re.search(r'value="([^"]*)"', one)[1] for one in inputs]
    return [value for value in values if value]


def test_from_a_study_and_from_its_receipt(client: Client):
    sent = accepted(site_with_contact(study__conditions=["Lupus", "Asthma"]))
    number = sent.enquiry.study.registry_id
    for path in (f"/trials/{number}/", f"/enquiries/{sent.token}/"):
        form = followed(client, client.get(path).content.decode())
        assert typed(form) == ["Lupus", "Asthma"]
        assert "lena@" not in form


def test_from_the_result_of_a_selfcheck(client: Client):
    one = site_with_contact(
        study__registry_id="NCT07233642", study__conditions=["Lupus"]
    ).study
    values = {"now": one.changed_at, "by": "test"}
    version = draft_selfcheck(study=one, definition=DEFINITION, **values)
    worked_examples(version)
    publish_selfcheck(version=version, review=None, **values)
    found = client.get(walk(client, case("C01"))).content.decode()
    assert typed(followed(client, found)) == ["Lupus"]


def searched(client: Client, query: str) -> tuple[str, dict[str, str]]:
    """Search, and press the button for news; return the form and what was posted."""
    shown = client.get(f"/trials/{query}").content.decode()
    form = re.search(r'<form method="post" action="/alerts/">(.*?)</form>', shown, re.S)
    pairs = re.findall(r'name="(\w+)"\s+value="([^"]*)"', unescape(form[1]))
    answer = client.post("/alerts/", dict(pairs))
    assert answer.status_code == 200
    assert not Subscription.objects.exists()
    return answer.content.decode(), dict(pairs)


@time_machine.travel("2026-11-26")
def test_from_a_search_everything_comes_along_and_not_in_the_address(client: Client):
    study(conditions=["Lupus Nephritis"])
    query = "?q=lupus+nephritis+children&place=Basel&country=CH&age=9&status=all"
    form, posted = searched(client, query)
    assert posted["place"] == "Basel, Basel-City"
    assert typed(form) == ["lupus kidney disease"]
    assert re.search(r'name="place"[^>]*value="Basel, Basel-City"', form)
    assert '<option value="CH" selected>' in form
    assert re.search(r'name="birth_year"[^>]*value="2017"', form)
    assert "please check it" in form
    assert "invalid" not in form


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=lupus", ["lupus"]),
        ("?condition=Asthma&q=x", ["Asthma"]),
        ("?q=gum+disease", ["gum disease"]),
        ("?q=NCT07233642", []),
        ("", []),
        ("?q=%3Cb%3E", ["b"]),
        ("?q=lupus&age=abc&country=XX", ["lupus"]),
    ],
)
def test_what_a_search_was_for_is_named(client: Client, query, names):
    form, _posted = searched(client, query)
    assert typed(form) == names
    assert "please check it" not in form


def test_names_that_no_trial_bears_are_said_on_both_pages(client: Client):
    study(conditions=["Lupus Nephritis", "Asthma"])
    study(conditions=["Secret Illness"], is_published=False)
    wanted = ("lupus nefritis", "Asthma", "secret illness", "gum disease")
    asked, made = requested(conditions=wanted), subscriber(conditions=wanted)
    confirm = f"/alerts/confirm/{asked.token('confirm')}/"
    manage = f"/alerts/manage/{made.token('manage')}/"
    for path in (confirm, manage):
        shown = page(client, path)
        missing = re.findall("bears the name “([^”]*)”", shown)
        assert missing == ["lupus nefritis", "secret illness", "gum disease"]
        assert shown.count("Or do you mean one of these?") == 1
        similar = shown.split("Or do you mean one of these?")[1].split("</p>")[0]
        assert similar.strip() == "Lupus Nephritis"


def test_all_conditions_can_be_ticked_without_scripts(client: Client):
    for number in range(45):
        study(conditions=[f"Illness {number:02d}"], site=None)
    study(conditions=["Asthma"])
    study(conditions=["Secret Illness"], is_published=False)
    form = client.get("/alerts/").content.decode()
    assert 'href="/alerts/conditions/all/"' in form
    shown = client.get("/alerts/conditions/all/").content.decode()
    names = re.findall(r'type="checkbox"\s+name="condition"\s+value="([^"]*)"', shown)
    assert names == ["Asthma", *(f"Illness {number:02d}" for number in range(45))]
    assert '<form action="/alerts/">' in shown
    chinese = client.get("/zh-hans/alerts/conditions/all/").content.decode()
    assert '<span lang="zh-hans">哮喘</span>' in chinese
    assert '<span lang="en">Illness 00</span>' in chinese


def test_a_short_list_stands_in_the_form_in_the_readers_language(client: Client):
    study(conditions=["Asthma"])
    assert "/alerts/conditions/all/" not in client.get("/alerts/").content.decode()
    assert 'value="哮喘"' in client.get("/zh-hans/alerts/").content.decode()


def test_told_trials_have_the_title_of_their_page(client: Client):
    one = study(brief_title="Rest in lupus")
    body = texts.study_body(registry_title="狼疮患者的休息")
    texts.published(one, body, language="zh-hans")
    subscription = subscriber()
    subscription.alerts.create(
        household=subscription.household,
        study=one,
        is_recruiting=True,
        trigger="NEW_STUDY",
        due_at=subscription.confirmed_at,
        created_at=subscription.confirmed_at,
    )
    path = f"alerts/manage/{subscription.token('manage')}/"
    assert "狼疮患者的休息" in page(client, f"/zh-hans/{path}")
    assert "Rest in lupus" in page(client, f"/{path}")
