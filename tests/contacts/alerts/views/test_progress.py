"""The desk's page of alerts; for everybody else there is none."""

import pytest
from django.test import Client

from contacts.models import AlertTurn, AuditEvent
from tests import factories
from tests.alerts import queued, study, subscriber
from tests.factories import site_with_contact, staff

pytestmark = pytest.mark.django_db


def signed_in(**values) -> Client:
    client = Client()
    client.force_login(staff([site_with_contact()], **values))
    return client


def test_the_desk_sees_what_waits_and_can_halt_it():
    desk = signed_in(is_desk=True)
    subscriber()
    study()
    shown = desk.get("/staff/alerts/").content.decode()
    assert "1 active, 0 paused, 0 not confirmed" in " ".join(shown.split())
    assert "Halt all alerts" in shown
    assert desk.post("/staff/alerts/halt/", {"step": "halt"}).status_code == 302
    assert "Halted since" in desk.get("/staff/alerts/").content.decode()
    assert queued() == 0
    desk.post("/staff/alerts/halt/", {"step": "resume"})
    assert queued() == 1
    assert "Halted" not in desk.get("/staff/alerts/").content.decode()
    halts = AuditEvent.objects.filter(verb__startswith="ALERTS")
    verbs = halts.values_list("verb", flat=True)
    assert list(verbs) == ["ALERTS_HALTED", "ALERTS_RESUMED"]


def test_a_site_team_has_no_such_page():
    site = signed_in()
    assert site.get("/staff/alerts/").status_code == 404
    assert site.post("/staff/alerts/halt/", {"step": "halt"}).status_code == 404
    assert not AlertTurn.objects.exists()
    assert "/staff/alerts/" not in site.get("/staff/").content.decode()
    assert "/staff/alerts/" in signed_in(is_desk=True).get("/staff/").content.decode()


def test_no_subscriber_can_be_read_on_it():
    desk = signed_in(is_desk=True)
    subscriber("lena@families.example", conditions=("Lupus",))
    factories.Study()
    shown = desk.get("/staff/alerts/").content.decode()
    assert "lena" not in shown
    assert "Lupus" not in shown


def test_a_forged_press_of_the_button_does_nothing():
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff([], is_desk=True))
    assert client.post("/staff/alerts/halt/", {"step": "halt"}).status_code == 403
