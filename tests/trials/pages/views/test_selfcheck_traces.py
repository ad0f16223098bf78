"""Answers of a self-check stand in one short-lived cookie and nowhere else."""

import logging
from datetime import date

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests import factories
from tests.trials.pages.views.test_selfchecks import CHECK, result, walk
from tests.trials.selfcheck.founding import DEFINITION, case, worked_examples
from trials.authoring.actions.drafting import draft_selfcheck
from trials.authoring.actions.publishing import publish_selfcheck
from trials.models import SelfCheckTally
from trials.pages.answers import COOKIE

pytestmark = pytest.mark.django_db
# What is asked, and how many of a month ended how: see the tests of the number below.
NO_TRACE_OF_ANYBODY = {"selfcheckversion", "selfcheckcase", "selfchecktally"}


@pytest.fixture(autouse=True)
def version():
    """The founding self-check, published on a study with one site."""
    site = factories.site_with_contact(
        study__registry_id="NCT07233642",
        study__conditions=["Systemic Lupus Erythematosus"],
    )
    version = draft_selfcheck(
        study=site.study, definition=DEFINITION, now=factories.NOW, by="test"
    )
    worked_examples(version)
    publish_selfcheck(version=version, review=None, now=factories.NOW, by="test")
    return version


def test_answers_are_in_no_address_and_in_one_short_lived_cookie(client: Client):
    sent = client.post(f"{CHECK}q/1/", {"who": "child"})
    assert sent["Location"] == f"{CHECK}q/2/"
    cookie = sent.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/trials/NCT07233642/"
    assert cookie["max-age"] == ""
    assert "child" not in cookie.value
    assert len(cookie.value) < 1500
    assert "no-store" in sent["Cache-Control"]
    assert sent["Referrer-Policy"] == "no-referrer"


def test_all_answers_fit_into_the_cookie(client: Client):
    walk(client, {**case("C06"), **case("C20"), "who": "self"})
    assert len(client.cookies[COOKIE].value) < 3000


def test_answers_are_forgotten_after_half_an_hour(client: Client, time_machine):
    result(client, "C01")
    time_machine.move_to("2099-01-01")
    assert client.get(f"{CHECK}result/")["Location"].endswith("?again")


def test_clear_my_answers_in_every_language(client: Client):
    result(client, "C01")
    walk(client, case("C10"), f"/zh-hans{CHECK}q/1/")
    cleared = client.post(f"{CHECK}clear/")
    gone = {(c.key, c["path"], c.value, c["max-age"]) for c in cleared.cookies.values()}
    assert gone == {
        (COOKIE, "/trials/NCT07233642/", "", 0),
        (f"{COOKIE}-zh-hans", "/zh-hans/trials/NCT07233642/", "", 0),
    }
    page = client.get(cleared["Location"]).content.decode()
    assert "Your answers are cleared." in page
    assert client.get(f"{CHECK}clear/").status_code == 405


def stored() -> str:
    """Return everything that the database holds, as text."""
    parts = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.model_name in NO_TRACE_OF_ANYBODY:
                continue
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own names
            parts.append(repr(cursor.fetchall()))
    return "\n".join(parts)


def cached() -> str:
    """Return all that the cache holds, keys and values, in memory or in Redis."""
    inner = getattr(cache, "_cache", {})
    if isinstance(inner, dict):
        return repr(inner)
    redis = inner.get_client(None)
    texts = [key for key in redis.scan_iter() if redis.type(key) == b"string"]
    return repr([(key, redis.get(key)) for key in texts])


def test_a_complete_walk_leaves_no_trace(client: Client, caplog):
    canary = "43.371337"
    cache.set("probe", f"seen {canary}")
    assert canary in cached()
    cache.clear()
    before = stored()
    with caplog.at_level(logging.DEBUG):
        answers = {**case("C20"), "egfr": canary}
        page = client.get(walk(client, answers)).content.decode()
        sent = client.get("/trials/NCT07233642/message/").content.decode()
    assert canary in page
    assert canary in sent
    assert stored() == before
    assert canary not in caplog.text
    assert canary not in cached()


def numbers() -> list[tuple[str, str, int]]:
    rows = SelfCheckTally.objects.order_by("month", "result")
    return [(str(one.month), one.result, one.many) for one in rows]


def test_a_walk_adds_one_to_its_months_number_and_only_one(
    client: Client, time_machine
):
    time_machine.move_to("2026-11-24T09:00Z")
    address = walk(client, case("C01"))
    assert numbers() == [("2026-11-01", "may_match", 1)]
    client.get(address)
    # Going back, changing an answer and on again is still one person.
    walk(client, case("C01"))
    walk(client, {**case("C10"), "who": "self"})
    assert numbers() == [("2026-11-01", "may_match", 1)]
    walk(Client(), case("C01"))
    assert numbers() == [("2026-11-01", "may_match", 2)]
    time_machine.move_to("2026-12-01T09:00Z")
    walk(Client(), case("C01"))
    assert numbers()[1:] == [("2026-12-01", "may_match", 1)]


def test_half_a_walk_counts_nothing(client: Client):
    client.post(f"{CHECK}q/1/", {"who": "child"})
    client.get(f"{CHECK}result/")
    assert numbers() == []


def test_a_number_that_cannot_be_written_keeps_nobody_from_the_result(client: Client):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE trials_selfchecktally")
    assert client.get(walk(client, case("C01"))).status_code == 200


def test_two_firsts_of_a_month_are_two(version):
    add = SelfCheckTally.objects.add_one
    for _ in range(2):
        add(version.study, date(2026, 11, 24), "may_match")
    assert numbers() == [("2026-11-01", "may_match", 2)]
