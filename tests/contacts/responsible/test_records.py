"""The records of processing say what the models declare, whole."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from contacts.responsible import keeping_times
from tests.hospital import OPERATOR


@pytest.fixture
def records() -> str:
    out = StringIO()
    call_command("records_of_processing", stdout=out)
    return out.getvalue()


def test_every_personal_field_stands_there_in_the_row_of_its_table(records):
    rows = {line.split(" | ")[0].strip("| "): line for line in records.splitlines()}
    models = [
        *apps.get_app_config("contacts").get_models(),
        *apps.get_app_config("portal").get_models(),
    ]
    personal = [one for one in models if getattr(one, "PERSONAL", None)]
    assert len(personal) > 25
    for model in personal:
        row = rows[model._meta.db_table]
        assert {name for name in model.PERSONAL if name not in row} == set()


def test_the_operator_stands_there_and_a_blank_is_said(records, settings):
    for name in OPERATOR:
        assert OPERATOR[name] in records
    settings.OPERATOR = {**settings.OPERATOR, "PRIVACY_OFFICER": ""}
    out = StringIO()
    call_command("records_of_processing", stdout=out)
    assert "**missing**" in out.getvalue()
    assert "**missing**" not in records


def test_how_long_is_read_from_what_the_jobs_use(monkeypatch):
    monkeypatch.setattr(keeping_times, "RETENTION", timedelta(days=77))
    out = StringIO()
    call_command("records_of_processing", stdout=out)
    assert "77 days after its end" in out.getvalue()
