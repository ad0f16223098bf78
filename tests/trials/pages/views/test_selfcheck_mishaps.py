"""What goes wrong on a walk is said in words; nothing is asked that is not meant."""

import copy
import re

import pytest
from django.test import Client

from tests import factories
from tests.trials.pages.views.test_selfchecks import CHECK, form_of, version, walk
from tests.trials.selfcheck.founding import DEFINITION, case, worked_examples
from trials.authoring.actions.drafting import draft_selfcheck
from trials.authoring.actions.publishing import publish_selfcheck
from trials.authoring.actions.restoring import retire_selfcheck
from trials.pages.answers import COOKIE
from trials.selfcheck.asking.walk import pages

__all__ = ["version"]
pytestmark = pytest.mark.django_db
GIRL, BOY = "C05", "C01"


def page_of(link: str, definition: dict = DEFINITION) -> int:
    """Return the number of the page that asks a question."""
    return next(
        page.number
        for page in pages(definition)
        if any(item["linkId"] == link for item in page.items)
    )


def replace(version, change, **more: str) -> dict:
    """Publish a changed copy of the founding check; return its definition.

    `more` are answers that its worked examples need beside their own.
    """
    fresh = copy.deepcopy(DEFINITION)
    change(fresh)
    draft = draft_selfcheck(
        study=version.study, definition=fresh, now=factories.NOW, by="test"
    )
    worked_examples(draft)
    for example in draft.cases.all():
        example.answers |= more
        example.save()
    publish_selfcheck(version=draft, review=None, now=factories.NOW, by="test")
    return draft.definition


def test_a_page_that_is_not_for_this_person_leads_on(client: Client):
    hidden = f"{CHECK}q/{page_of('pregnant')}/"
    end = walk(client, case(BOY))
    shown = client.get(hidden)
    assert (shown.status_code, shown["Location"]) == (303, end)
    sent = client.post(hidden, {"pregnant": "pregnant"})
    assert (sent.status_code, sent["Location"]) == (303, end)
    assert "You can talk to the study team" in client.get(end).content.decode()


def test_the_same_page_is_asked_where_it_is_meant(client: Client):
    walk(client, case(GIRL))
    page = client.get(f"{CHECK}q/{page_of('pregnant')}/")
    assert page.status_code == 200
    assert 'name="pregnant"' in page.content.decode()


def test_a_page_of_several_asks_only_what_is_meant(client: Client, version):
    def together(document):
        history = next(i for i in document["items"] if i["linkId"] == "g-history")
        history["together"] = True

    definition = replace(version, together)
    answers = {**case(BOY), "transplant": None, "gvhd": None}
    address = f"{CHECK}q/{page_of('transplant', definition)}/"
    client.post(f"{CHECK}q/1/", {"who": "child"})
    assert 'name="gvhd"' not in client.get(address).content.decode()
    no = client.post(address, form_of({**answers, "transplant": "no"}))
    assert no.status_code == 303
    assert no["Location"] != address
    # The question that the answer calls for comes on the same page, and only then.
    yes = client.post(address, form_of({**answers, "transplant": "past"}))
    assert yes.status_code == 303
    assert 'name="gvhd"' in client.get(address).content.decode()
    assert client.post(address, form_of({**answers, "transplant": "past"})).status_code
    back = client.post(address, form_of({**answers, "transplant": "no"}))
    assert back.status_code == 303


@pytest.mark.parametrize("number", [2, 9])
def test_a_browser_without_cookies_is_told_so(number):
    sent = Client().post(f"{CHECK}q/{number}/", {"age.value": "9", "age.unit": "a"})
    assert (sent.status_code, sent["Location"]) == (303, f"{CHECK}?again")
    page = Client().get(sent["Location"]).content.decode()
    assert "half an hour only" in page
    assert "your browser refuses cookies" in page
    assert "/trials/NCT07233642/message/" in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_half_an_hour_the_walk_begins_again_in_words(
    client: Client, method, time_machine
):
    client.post(f"{CHECK}q/1/", {"who": "child"})
    time_machine.move_to("2099-01-01")
    late = getattr(client, method)(f"{CHECK}q/9/", {"last3m": "none"})
    assert (late.status_code, late["Location"]) == (303, f"{CHECK}?again")
    assert late.cookies[COOKIE]["max-age"] == 0


@pytest.mark.parametrize("path", ["", "q/3/", "result/"])
def test_a_check_that_was_put_away_says_so_and_forgets(client: Client, version, path):
    walk(client, case(BOY))
    retire_selfcheck(version=version, now=factories.NOW, by="test")
    gone = client.get(CHECK + path)
    assert gone.status_code == 410
    assert "This self-check is no longer offered" in gone.content.decode()
    assert gone.cookies[COOKIE]["max-age"] == 0
    assert "no-store" in gone["Cache-Control"]


def test_of_an_unpublished_study_nothing_is_said(client: Client, version):
    retire_selfcheck(version=version, now=factories.NOW, by="test")
    version.study.is_published = False
    version.study.save()
    assert client.get(CHECK).status_code == 404


def ways_not_to_know(page: str) -> bool:
    """Whether a page lets one say that one does not know."""
    codes = re.findall(r'value="(unsure|prefer_not)"', page)
    return bool(codes) or "Leave blank if you do not know" in page


@pytest.mark.parametrize("number", ["C05", "C06", "C20", "C08"])
def test_not_knowing_is_offered_on_every_page(client: Client, number):
    client.post(f"{CHECK}q/1/", {"who": "child"})
    # For whom one asks decides the words, and "somebody else" is on the list.
    address = f"{CHECK}q/2/"
    for _ in range(40):
        if address.endswith("/result/"):
            return
        assert ways_not_to_know(client.get(address).content.decode()), address
        address = client.post(address, form_of(case(number)))["Location"]
    raise AssertionError("no result")


def test_an_age_that_is_not_known_goes_to_the_team(client: Client):
    client.post(f"{CHECK}q/1/", {"who": "other"})
    data = {"age.value": "", "age.unit": "a", "age.unknown": "unsure"}
    assert client.post(f"{CHECK}q/2/", data)["Location"] == f"{CHECK}q/3/"
    again = client.get(f"{CHECK}q/2/").content.decode()
    assert "checked" in again.partition('name="age.unknown"')[2].partition(">")[0]
    answers = {**case(BOY), "who": "other", "age": None, **data}
    page = client.get(walk(client, answers)).content.decode()
    assert "There is something to ask the study team" in page
    assert "We need the age to say more." in page
    assert "I do not know, or would rather not say" in page
    assert "Pregnancy" not in page.partition("Your answers")[2]


def test_a_wrong_date_is_said_to_be_a_date(client: Client, version):
    def ask_for_a_day(document):
        born = {
            "linkId": "born",
            "type": "date",
            "text": {"en": "When?", "zh-hans": "何时？"},
            "shortLabel": {"en": "Day", "zh-hans": "日期"},
            "required": True,
        }
        document["items"].insert(0, born)

    replace(version, ask_for_a_day, born="unsure")
    for typed, words in (
        ("tomorrow", "Type a date like 2020-05-31"),
        ("2020-02-31", "Type a date like 2020-05-31"),
        ("2999-01-01", "This day is still to come"),
        ("", "Fill this in, or tick that you do not know it."),
    ):
        answer = client.post(f"{CHECK}q/1/", {"born": typed})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    for data in ({"born": "2020-05"}, {"born": "", "born.unknown": "unsure"}):
        assert client.post(f"{CHECK}q/1/", data).status_code == 303
