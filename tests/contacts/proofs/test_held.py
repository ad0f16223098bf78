"""Whoever is held back keeps every word, has somebody to call, and costs little."""

import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from contacts import telephones
from contacts.allowances import (
    ALERTS,
    CORRECTIONS,
    GATES,
    LOST_LINKS,
    MESSAGES,
    PAGE_MAILS,
    WATCHES,
    Gate,
)
from contacts.proofs.drawing import frames
from contacts.proofs.judging import solve
from contacts.ratelimits import take_ticket
from portal.hospital.actions import say_settings
from tests import factories
from tests.contacts.alerts.views.test_subscriptions import FORM as NEWS
from tests.contacts.enquiries.views.test_message import said
from trials.models import StudyContact

pytestmark = pytest.mark.django_db
HOSPITAL = "203.0.113.7"
STUDY = "/trials/NCT90000001"
MINE = {"email": "lena@families.example"}
WRONG = {"part": "PLACE", "text": "This hospital\nhas moved. 没有了", **MINE}
FORMS = [
    (MESSAGES, f"{STUDY}/message/", said(urgency_seen="")),
    (ALERTS, "/alerts/", NEWS),
    (LOST_LINKS, "/enquiries/lost/", MINE),
    (CORRECTIONS, f"{STUDY}/correct/", WRONG),
    (WATCHES, f"{STUDY}/tell-me/results/", MINE),
    (PAGE_MAILS, f"{STUDY}/mail/", MINE),
]
EVERY_FORM = pytest.mark.parametrize(
    ("gate", "path", "typed"), FORMS, ids=[gate.network.kind for gate, *_ in FORMS]
)
# Of what showing the form takes; measured 0.25.
LITTLE = 0.5
ROUNDS, ASKED = 3, 8


@pytest.fixture(autouse=True)
def _site():
    """The only recruiting site of a study; its team can be called."""
    made = factories.site_with_contact(study__registry_id="NCT90000001")
    contacts = StudyContact.objects.filter(site=made)
    contacts.update(phone="+86 571 1234 5678", site=None)


def held(gate: Gate, path: str, typed: dict[str, str]) -> HttpResponse:
    """Return what is answered to a form when the network's allowance is over."""
    while take_ticket(gate.network, HOSPITAL, now=timezone.now()):
        pass
    return Client().post(path, typed, REMOTE_ADDR=HOSPITAL)


def test_every_gate_is_looked_at():
    assert {gate for gate, *_ in FORMS} == set(GATES)


@EVERY_FORM
def test_the_page_sends_what_was_typed_with_its_proof(gate, path, typed):
    answer = held(gate, path, typed)
    assert answer.status_code == 429
    assert "no-store" in answer["Cache-Control"]
    page = html.document_fromstring(answer.content.decode())
    (form,) = page.xpath("//main//form")
    fields: dict[str, list[str]] = {}
    for field in form.xpath(".//*[@name]"):
        fields.setdefault(field.get("name"), []).append(value_of(field))
    for name, words in typed.items():
        assert fields[name] == ([words] if isinstance(words, str) else words)
    (challenge,) = page.xpath("//@data-challenge")
    proven = {**fields, "proof": solve(challenge)}
    let_in = Client().post(form.get("action"), proven, REMOTE_ADDR=HOSPITAL)
    assert let_in.status_code in {200, 303}


@EVERY_FORM
def test_somebody_to_call_and_the_script_that_computes_are_there(gate, path, typed):
    page = html.document_fromstring(held(gate, path, typed).content.decode())
    ways = page.xpath("//*[@id='telephones']//a/@href")
    assert any(way.startswith(("tel:", "mailto:")) for way in ways)
    if path.startswith(STUDY):
        assert "tel:+8657112345678" in ways
    assert any("js/proof" in one for one in page.xpath("//script/@src"))


def test_what_is_kept_for_the_next_refusal_is_nobodys():
    """Around the fields the page is drawn once; a flood asks for no study at all."""
    path = f"{STUDY}/message/"
    first = held(MESSAGES, path, said(first_name="Lenaida")).content.decode()
    assert "Lenaida" in first
    (frame,) = frames.values()
    assert "Lenaida" not in frame
    assert "571" not in frame
    with CaptureQueriesContext(connection) as queries:
        second = held(MESSAGES, path, said(first_name="Jonathan")).content.decode()
    assert "Jonathan" in second
    assert "Lenaida" not in second
    read = [one["sql"] for one in queries if 'FROM "trials_study"' in one["sql"]]
    assert read == []


def test_a_flood_reads_the_numbers_once_in_a_while_and_a_new_one_is_shown(monkeypatch):
    path, new = f"{STUDY}/message/", "+86 571 8765 4321"
    monkeypatch.setattr(telephones, "TRUST", 3600)
    held(MESSAGES, path, said())
    with CaptureQueriesContext(connection) as queries:
        assert "tel:+8657112345678" in held(MESSAGES, path, said()).content.decode()
        # Another form of the same study is another question.
        held(MESSAGES, path, said(site="elsewhere"))
    contacts = 'FROM "trials_studycontact"'
    assert len([one for one in queries if contacts in one["sql"]]) == 1
    StudyContact.objects.update(phone=new)
    monkeypatch.setattr(telephones, "TRUST", 0)
    assert "tel:+8657187654321" in held(MESSAGES, path, said()).content.decode()


def test_the_hospitals_new_name_stands_there_at_once():
    path = f"{STUDY}/message/"
    held(MESSAGES, path, said())
    name = "Trials of the valley"
    say_settings(values={"PORTAL_NAME": name}, now=timezone.now(), by="user:1")
    assert name in held(MESSAGES, path, said()).content.decode()


def test_refusing_costs_less_than_showing_the_form():
    """Of both the quickest round: what else the machine does is not theirs."""
    path, typed = f"{STUDY}/message/", said()
    held(MESSAGES, path, typed)
    client = Client(REMOTE_ADDR=HOSPITAL)
    shown = quickest(lambda: client.get(path))
    refused = quickest(lambda: client.post(path, typed))
    assert refused < LITTLE * shown


def value_of(field: html.HtmlElement) -> str:
    """Return what a browser would send for a field."""
    if field.tag == "textarea":
        return field.text_content().removeprefix("\n")
    return field.get("value", "")


def quickest(ask: Callable[[], object]) -> float:
    """Return the least processor time that some requests take."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(ASKED):
            ask()
        times.append(time.process_time() - began)
    return min(times)
