"""Alerts as a family meets them: ask, confirm, change, stop; and what a scanner may."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.alerts.actions.subscribing import confirm
from contacts.models import (
    OutgoingEmail,
    Purpose,
    Subscription,
    SubscriptionState,
)
from tests.alerts import answered, queued, requested, study, subscriber
from tests.factories import NOW
from trials.indexing import index_study
from trials.search import suggesting

pytestmark = pytest.mark.django_db
FORM = {
    "condition": ["Lupus", ""],
    "email": "lena@families.example",
    "consent": "on",
    "relationship": "MY_CHILD",
    "birth_month": "6",
    "birth_year": "2017",
    "pace": "WEEKLY",
}


def post(client: Client, **values):
    return client.post("/alerts/", {**FORM, **values})


def mailed_link(purpose: str = Purpose.CONFIRM_ALERTS, word: str = "confirm") -> str:
    """Return the path of the link in the newest mail."""
    mail = OutgoingEmail.objects.filter(purpose=purpose).latest("pk")
    return re.search(rf"http://testserver(/\S*alerts/{word}/\S+)", mail.body_text)[1]


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies
    return answer.content.decode()


def test_from_the_form_to_the_first_page_of_ones_own(client: Client):
    assert post(client)["Location"] == "/alerts/sent/"
    assert answered(timezone.now()) == 1
    confirm = mailed_link()
    assert "Do you want this news?" in page(client, confirm)
    assert Subscription.objects.get().state == SubscriptionState.REQUESTED
    manage = client.post(confirm)["Location"]
    shown = page(client, manage)
    assert "Active: we write to you" in shown
    assert "June 2017" in shown
    subscription = Subscription.objects.get()
    assert subscription.state == SubscriptionState.ACTIVE
    assert (subscription.pace, subscription.reach) == ("WEEKLY", "ANYWHERE")
    assert "Your request is confirmed" in page(client, confirm)
    assert client.post(confirm)["Location"] == manage


def test_a_known_address_gets_the_same_answer_and_no_second_mail(client: Client):
    first = requested("lena@families.example", now=timezone.now())
    assert answered(timezone.now()) == 1
    confirm(subscription=first, now=timezone.now())
    known, unknown = post(client), post(client, email="ada@families.example")
    assert known.content == unknown.content
    assert known.headers.items() == unknown.headers.items()
    assert Subscription.objects.filter(state="REQUESTED").count() == 2
    assert answered(timezone.now()) == 1
    mails = OutgoingEmail.objects.order_by("pk")
    to = [mail.to_address for mail in mails]
    assert to == ["lena@families.example", "ada@families.example"]


def test_a_known_address_costs_the_server_the_same_work(client: Client):
    """The time of the answer must not tell either: the very same statements."""
    subscriber("lena@families.example")
    study()
    queued()
    post(client, email="before@families.example")
    ran = []
    for email in ("lena@families.example", "ada@families.example"):
        with CaptureQueriesContext(connection) as queries:
            assert post(client, email=email).status_code == 303
        statements = [re.sub(r"'[^']*'|\d+", "?", q["sql"]) for q in queries]
        ran.append(statements)
    assert ran[0] == ran[1]
    assert len(ran[0]) > 2


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client: Client):
    answer = post(client, condition=["", "!!"], email="lena@", birth_month="")
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert 'value="lena@"' in shown
    assert "Give month and year" in shown
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"condition": [""]}, "Type a condition"),
        ({"condition": list("abcdefghi")}, "up to 8 conditions"),
        ({"condition": ["a\u202eb"]}, "cannot be kept"),
        ({"condition": ["a\x00b"]}, "cannot be kept"),
        ({"consent": ""}, "Tick this box"),
        ({"birth_year": "3000"}, "four digits"),
        ({"birth_year": "2090"}, "This year has not come yet"),
        ({"birth_year": "2026", "birth_month": "12"}, "This month has not come yet"),
        ({"distance": "50"}, "Type a town or a postcode"),
        ({"distance": "country"}, "Choose a country"),
        ({"homepage": "x"}, "leave this field empty"),
    ],
)
@time_machine.travel("2026-11-26")
def test_each_mistake_has_its_words(client: Client, values, words):
    answer = post(client, **values)
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.skipif(
    not settings.GAZETTEER_PATH.is_file(), reason="script/setup builds the gazetteer"
)
def test_a_place_is_found_and_kept_as_a_point(client: Client):
    assert post(client, place="Hangzhou", country="CN").status_code == 303
    kept = Subscription.objects.get()
    assert (kept.reach, kept.distance_km, kept.country) == ("DISTANCE", 100, "CN")
    assert kept.x**2 + kept.y**2 + kept.z**2 == pytest.approx(1)


def test_conditions_come_along_from_a_study_and_nothing_else_does(client: Client):
    answer = client.get("/alerts/?condition=SLE&condition=Asthma&email=x%40y.example")
    shown = answer.content.decode()
    assert 'value="SLE"' in shown
    assert 'value="Asthma"' in shown
    assert "x@y" not in shown


def test_the_field_suggests_conditions_as_the_search_does(client: Client):
    suggesting.kept.clear()
    index_study(study(conditions=["Lupus Nephritis"], is_published=True))
    shown = client.get("/alerts/").content.decode()
    (address,) = set(re.findall(r'data-suggest="([^"]*)"', shown))
    names = client.get(f"{address}&text=lup").json()["names"]
    assert "Lupus Nephritis" in {one["name"] for one in names}
    suggesting.kept.clear()


def test_the_past_is_shown_before_confirming(client: Client):
    one = study(brief_title="Rest and lupus")
    study(conditions=["Asthma"], brief_title="Another thing")
    queued(NOW)
    subscription = requested()
    shown = page(client, f"/alerts/confirm/{subscription.token('confirm')}/")
    assert "News about 1 trial." in shown
    assert one.brief_title in shown
    assert "Another thing" not in shown


def test_the_past_holds_birthdays_too(client: Client):
    """Twelve last month: that would have been news, though the trial was none."""
    last = timezone.now().replace(day=1) - timedelta(days=1)
    one = study(minimum_age="12 Years", brief_title="From twelve on")
    study(minimum_age="5 Years", brief_title="From five on")
    queued(NOW - timedelta(days=900))
    born = {"birth_year": last.year - 12, "birth_month": last.month}
    subscription = requested(**born)
    shown = page(client, f"/alerts/confirm/{subscription.token('confirm')}/")
    assert "News about 1 trial." in shown
    assert one.brief_title in shown


def test_many_requests_from_one_network_have_to_wait(client: Client):
    answers = [post(client, email=f"a{n}@x.example").status_code for n in range(32)]
    assert answers == [303] * 30 + [429] * 2


def test_what_to_expect_stands_in_the_last_step_before_one_agrees(client: Client):
    whole = client.get("/alerts/").content.decode()
    places = [
        whole.index(found)
        for found in (
            "of-place",
            "of-mails",
            'class="promises"',
            "id_consent",
            "Ask for",
        )
    ]
    assert places == sorted(places)
