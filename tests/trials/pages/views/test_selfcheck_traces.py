"""Answers of a self-check stand in one short-lived cookie and nowhere else."""

import logging

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
from trials.pages.answers import COOKIE

pytestmark = pytest.mark.django_db


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
            if model._meta.model_name in {"selfcheckversion", "selfcheckcase"}:
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
