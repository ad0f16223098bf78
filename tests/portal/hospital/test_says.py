"""The environment wins, then the page; a database that is away changes nothing."""

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils.translation import override

from portal.audit.models import AuditEvent, Verb
from portal.hospital import says
from portal.hospital.actions import say_settings
from portal.hospital.emergency import numbers_here
from portal.hospital.models import HospitalSetting
from portal.hospital.operator import missing_blanks, operator_in
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def say(**values: object) -> list[str]:
    return say_settings(values=values, now=NOW, by="user:1")


def test_the_environment_wins_where_it_says_something(settings):
    settings.PORTAL_NAME = "From the server"
    settings.SAID_BY_ENVIRONMENT = frozenset({"PORTAL_NAME"})
    say(PORTAL_NAME="From the page")
    assert says.portal_name() == "From the server"
    settings.SAID_BY_ENVIRONMENT = frozenset()
    assert says.portal_name() == "From the page"


def test_a_name_is_said_in_each_language():
    say(PORTAL_NAME="Trials here", PORTAL_NAME_ZH_HANS="临床试验")
    assert "Trials here" in Client().get("/").content.decode()
    chinese = Client().get("/zh-hans/").content.decode()
    assert "临床试验" in chinese
    assert "Trials here" not in chinese
    with override("zh-hans"):
        assert says.portal_name() == "临床试验"


def test_every_change_is_a_version_and_an_event():
    assert say(PORTAL_DESK_PHONE="1") == ["PORTAL_DESK_PHONE"]
    assert say(PORTAL_DESK_PHONE="2") == ["PORTAL_DESK_PHONE"]
    assert say(PORTAL_DESK_PHONE="2") == []
    rows = HospitalSetting.objects.values_list("version", "value", "said_by")
    assert list(rows) == [(1, "1", "user:1"), (2, "2", "user:1")]
    events = AuditEvent.objects.filter(verb=Verb.HOSPITAL_SAID)
    assert [one.detail for one in events] == [{"settings": ["PORTAL_DESK_PHONE"]}] * 2


def test_what_is_emptied_is_the_usual_again():
    say(PORTAL_NAME="Trials here")
    say(PORTAL_NAME="")
    assert says.portal_name() == "Trial Portal"


def test_a_database_that_is_away_leaves_what_is_known(monkeypatch):
    say(PORTAL_NAME="Trials here")
    assert says.portal_name() == "Trials here"

    def away(self: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(type(HospitalSetting.objects.all()), "newest", away)
    says.ask_anew()
    assert says.portal_name() == "Trials here"
    # And it is left alone for a while.
    assert says.known.due_at > says.monotonic() + says.TRUST


def test_a_language_without_a_tick_has_no_page():
    assert Client().get("/zh-hans/").status_code == 200
    say(LANGUAGES=[])
    assert Client().get("/zh-hans/").status_code == 200
    say(LANGUAGES=["en"])
    assert Client().get("/zh-hans/").status_code == 404
    assert "zh-hans" not in Client().get("/").content.decode()


def test_the_operator_and_its_numbers_come_from_the_page(settings):
    settings.SAID_BY_ENVIRONMENT = frozenset()
    settings.OPERATOR = dict.fromkeys(settings.OPERATOR, "")
    assert "OPERATOR_NAME" in missing_blanks()
    say(OPERATOR_NAME="Our hospital", OPERATOR_COUNTRY="DE", EMERGENCY_MIND="0800 1")
    assert "OPERATOR_NAME" not in missing_blanks()
    assert operator_in("zh-hans")["operator_name"] == "Our hospital"
    assert numbers_here("DE").mind == "0800 1"
    assert numbers_here("DE").ambulance == "112"
    assert numbers_here("FR").mind != "0800 1"
