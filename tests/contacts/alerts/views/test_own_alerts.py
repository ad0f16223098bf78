"""A subscription's own page: wishes, pause, stop, erase, download."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from contacts.models import (
    Alert,
    OutgoingEmail,
    Subscription,
)
from tests.alerts import answered, queued, requested, study, subscriber
from tests.contacts.alerts.views.test_subscriptions import page
from tests.factories import NOW
from tests.filled import filled
from tests.trials.pages.paper.reading import on_one_line, pdf_words

pytestmark = pytest.mark.django_db


def test_wishes_are_changed_on_ones_own_page(client: Client):
    subscription = subscriber(birth_year=2017, birth_month=6)
    path = f"/alerts/manage/{subscription.token('manage')}/"
    form = filled(page(client, path))
    answer = client.post(path, {**form, "condition": ["Asthma"], "birth_year": "2018"})
    assert answer["Location"] == f"{path}?saved=1"
    assert "Saved." in page(client, answer["Location"])
    subscription.refresh_from_db()
    assert subscription.condition_names == ["Asthma"]
    assert subscription.birth_year == 2018
    assert client.post(path, {**form, "condition": ""}).status_code == 422


def test_pause_go_on_stop_erase(client: Client):
    subscription = subscriber()
    path = f"/alerts/manage/{subscription.token('manage')}/"
    for step, state in (("pause", "PAUSED"), ("keep", "ACTIVE"), ("stop", "STOPPED")):
        assert client.post(f"{path}{step}/")["Location"] == path
        assert Subscription.objects.get().state == state
    assert client.post(f"{path}keep/").status_code == 303
    assert Subscription.objects.get().state == "STOPPED"
    assert client.post(f"{path}dance/").status_code == 404
    assert "Everything is erased" in client.post(f"{path}erase/").content.decode()
    assert not Subscription.objects.exists()
    assert client.get(path).status_code == 404


def test_everything_kept_can_be_downloaded(client: Client):
    subscription = subscriber("lena@families.example", birth_year=2017, birth_month=6)
    study()
    queued()
    path = f"/alerts/manage/{subscription.token('manage')}/download/"
    answer = client.get(path)
    assert "attachment" in answer["Content-Disposition"]
    data = json.loads(answer.content)
    assert data["email"] == "lena@families.example"
    assert data["conditions"] == ["Lupus"]
    assert (data["birth_year"], data["birth_month"]) == (2017, 6)
    assert data["alerts"][0]["because"] == "NEW_STUDY"


def test_everything_kept_can_be_read_without_a_program(client: Client):
    subscription = subscriber("lena@families.example", birth_year=2017, birth_month=6)
    study()
    queued()
    path = f"/alerts/manage/{subscription.token('manage')}/"
    assert f'href="{path}download/?as=text"' in client.get(path).content.decode()
    answer = client.get(f"{path}download/?as=text")
    assert answer["Content-Disposition"] == 'attachment; filename="alerts.txt"'
    assert "no-store" in answer["Cache-Control"]
    said = answer.content.decode()
    for words in ("Conditions: Lupus", "To: lena@families.example", "Born: June 2017"):
        assert words in said
    assert "(NCT" in said
    assert "{" not in said
    assert f'href="{path}download/?as=pdf"' in client.get(path).content.decode()
    pages = client.get(f"{path}download/?as=pdf")
    assert pages["Content-Disposition"] == 'attachment; filename="alerts.pdf"'
    assert "no-store" in pages["Cache-Control"]
    assert pages["X-Robots-Tag"] == "noindex, nofollow"
    assert on_one_line(said) in on_one_line(pdf_words(pages.content))


@pytest.mark.parametrize("kind", ["multipart", "urlencoded", "button"])
def test_one_click_stops_at_once_without_cookie_and_twice(kind):
    client = Client(enforce_csrf_checks=True)
    subscription = subscriber()
    study()
    queued()
    path = f"/alerts/unsubscribe/{subscription.token('unsubscribe')}/"
    body = {"List-Unsubscribe": "One-Click"}
    for _ in range(2):
        if kind == "urlencoded":
            answer = client.post(
                path,
                "List-Unsubscribe=One-Click",
                content_type="application/x-www-form-urlencoded",
            )
        else:
            answer = client.post(path, body if kind == "multipart" else {})
        assert answer.status_code == 200
        assert not answer.cookies
    assert Subscription.objects.get().state == "STOPPED"
    assert not Alert.objects.exists()


def test_links_are_for_one_purpose_each(client: Client):
    subscription = subscriber()
    for word in ("confirm", "manage", "unsubscribe"):
        for other in {"confirm", "manage", "unsubscribe"} - {word}:
            path = f"/alerts/{word}/{subscription.token(other)}/"
            assert client.get(path).status_code == 404
            assert client.post(path).status_code == 404
        assert client.get(f"/alerts/{word}/{'0' * 64}/").status_code == 404
        token = subscription.token(word)
        assert token not in repr(Subscription.objects.values())


def test_a_scanner_that_opens_every_link_changes_nothing(client: Client):
    """GET, HEAD and OPTIONS on all that our mails and their pages lead to."""
    asked = requested()
    answered(NOW + timedelta(minutes=1))
    one = subscriber()
    study()
    queued()
    tables = (Subscription, Alert, OutgoingEmail)
    before = [list(table.objects.values()) for table in tables]
    seen: set[str] = set()
    waiting = [f"/alerts/confirm/{asked.token('confirm')}/"]
    waiting += [f"/alerts/{w}/{one.token(w)}/" for w in ("manage", "unsubscribe")]
    waiting += [f"{waiting[1]}{step}/" for step in ("pause", "stop", "erase", "keep")]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        for method in (client.get, client.head, client.options):
            answer = method(path)
            assert answer.status_code in {200, 405}
        # A file of pages leads nowhere.
        text = client.get(path).content.decode(errors="replace")
        found = set(re.findall(r'(?:href|action)="(/alerts/[^"#]*)', text))
        waiting += found - seen
    assert len(seen) > 7
    assert [list(table.objects.values()) for table in tables] == before
