"""Home, health, counters and errors."""

import pytest
from django.db import connection
from django.test import Client
from lxml import html

from contacts.models import EmailState, OutgoingEmail
from tests import factories

pytestmark = pytest.mark.django_db


def test_home_leads_to_trials_that_can_be_asked_about(client: Client):
    factories.Study(brief_title="Open one")
    factories.Study(brief_title="Finished one", overall_status="COMPLETED")
    factories.Study(brief_title="Secret one", is_published=False)
    page = client.get("/").content.decode()
    assert "Open one" in page
    assert "Finished one" not in page
    assert "Secret one" not in page


def test_counters_are_private(client: Client, settings):
    factories.accepted()
    OutgoingEmail.objects.filter(purpose="COPY_TO_SENDER").update(
        state=EmailState.FAILED
    )
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "let me in"
    assert client.get("/metrics").status_code == 404
    wrong = client.get("/metrics", headers={"Authorization": "Bearer let me out"})
    assert wrong.status_code == 404
    right = client.get("/metrics", headers={"Authorization": "Bearer let me in"})
    assert 'portal_emails{state="FAILED"} 1.0' in right.content.decode()
    assert 'portal_emails{state="QUEUED"} 1.0' in right.content.decode()


@pytest.mark.parametrize(
    ("path", "words"),
    [("/nowhere/", "There is no page here"), ("/zh-hans/nowhere/", "这里没有页面")],
)
def test_an_unknown_page_is_explained_calmly(client: Client, path, words):
    answer = client.get(path)
    assert answer.status_code == 404
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "english", "chinese"),
    [
        ("/nowhere/", "/nowhere/", "/zh-hans/nowhere/"),
        ("/zh-hans/nowhere/", "/nowhere/", "/zh-hans/nowhere/"),
        ("/zh-hans//other.example/", "/%2Fother.example/", "/zh-hans//other.example/"),
        # An outsider: what is no language is a part of the address.
        ("/xx/nowhere/", "/xx/nowhere/", "/zh-hans/xx/nowhere/"),
    ],
)
def test_an_unknown_page_is_there_in_each_language(
    client: Client, path, english, chinese
):
    page = html.fromstring(client.get(path).content)
    ways = {
        one.get("hreflang"): one.get("href")
        for one in page.xpath("//nav[contains(@class, 'languages')]/a")
    }
    # The language of the page itself is no way.
    wanted = {"en": english, "zh-hans": chinese}
    del wanted["zh-hans" if path.startswith("/zh-hans/") else "en"]
    assert wanted.items() <= ways.items()


def test_our_own_failure_is_explained_without_the_database(client: Client, monkeypatch):
    def broken(*_args, **_values):
        raise RuntimeError("a canary of the details")

    monkeypatch.setattr("trials.listing.views.search.find_studies", broken)
    client.raise_request_exception = False
    answer = client.get("/trials/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "It is not your fault" in page
    assert "canary" not in page


def test_a_staff_form_without_its_token_is_explained():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.staff([]))
    answer = strict.post("/staff/sign-out/")
    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()


def test_the_database_is_real():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
