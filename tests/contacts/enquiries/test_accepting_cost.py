"""What one accepted message asks of the database, to the last question."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from contacts import trusting
from contacts.enquiries.views import known_studies
from contacts.models import Allowance, Enquiry, Mailbox, OutgoingEmail, Team
from portal.hospital import says
from tests import factories
from tests.costs import Cost, counted
from tests.services.posted import filled_form, network_of
from trials.models import StudySite
from trials.texts.legal import words

pytestmark = pytest.mark.django_db(transaction=True)
# Enquiry, message, link, mails, names and audit, whether the version before has left
# forms, and the allowances: one statement for PostgreSQL.
IS_AT_ONCE = connection.vendor == "postgresql"
# Read before: whether there is room, and traces of advertisements.
TO_CONTACT = 2 + (1 if IS_AT_ONCE else 8)
# The members' wishes are read; no link is needed.
TO_TEAM = 3 + (1 if IS_AT_ONCE else 7)
# With the transaction, and whether the line is still open.
ROUND_TRIPS = 6
# What is the same for all who write to a study is read by the first of them: it, its
# contacts, its places and closed teams, who gets a message and dead addresses.
AFTER_A_WHILE = TO_CONTACT + 6
# A short one is never like an advertisement.
LONG = "Is there a place for a nine-year-old who lives in another town?"


@pytest.fixture(autouse=True)
def _trusting(monkeypatch):
    """What a process asks once in a second it has just asked."""
    monkeypatch.setattr(says, "TRUST", 3600)
    monkeypatch.setattr(words, "TRUST", 3600)
    monkeypatch.setattr(trusting, "TRUST", 3600)
    known_studies.known.clear()
    says.ask_anew()
    yield
    says.ask_anew()


def post_one(site: StudySite) -> Cost:
    """Return what one message costs."""
    page, key = f"/trials/{site.study.registry_id}/message/", str(uuid4())
    form = {**filled_form(key, site.key), "message": LONG}
    with counted() as cost:
        answer = Client().post(page, form, REMOTE_ADDR=network_of(key))
    assert answer.status_code == 303
    return cost


def send(site: StudySite) -> Cost:
    """Return what the second message to a site costs."""
    post_one(site)
    cost = post_one(site)
    assert Enquiry.objects.count() == 2
    # Of the network, of the provider's, and of the address.
    assert Allowance.objects.count() == 6
    return cost


def test_a_message_to_the_registrys_contact_costs_so_much():
    cost = send(factories.site_with_contact())
    assert len(cost.statements) == TO_CONTACT, "\n".join(cost.statements)
    assert cost.commits == 1
    assert not IS_AT_ONCE or cost.round_trips == ROUND_TRIPS


def test_a_message_to_a_team_of_ours_costs_so_much():
    site = factories.site_with_contact()
    factories.staff([site])
    then = dict.fromkeys(("created_at", "asked_at", "verified_at"), timezone.now())
    Mailbox.objects.create(team=Team.objects.get(), email="box@site.example", **then)
    cost = send(site)
    assert len(cost.statements) == TO_TEAM, "\n".join(cost.statements)
    assert cost.commits == 1
    assert OutgoingEmail.objects.count() == 6


def test_a_message_after_a_while_asks_for_the_study_again():
    site = factories.site_with_contact()
    send(site)
    known_studies.known.clear()
    assert len(post_one(site).statements) == AFTER_A_WHILE


def test_a_question_more_and_a_commit_more_would_be_seen():
    with counted() as cost:
        Enquiry.objects.exists()
        Allowance.objects.filter(taken=0).delete()
        Allowance.objects.create(key="k", window_at=timezone.now())
    assert len(cost.statements) == 3
    assert cost.commits == 2
