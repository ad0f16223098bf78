"""The nightly comparison: when it is due, what it costs, and what it compared."""

import json
import logging
from datetime import date, datetime
from time import process_time

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.records import raw
from tests.trials.commands.held import BEFORE
from trials.importing.actions.studies import import_study
from trials.importing.refreshing import batches
from trials.importing.refreshing.nightly import is_due
from trials.models import Study
from trials.registry.clinicaltrials import client as client_module
from trials.registry.clinicaltrials.parsing import parse_study
from trials.tasks import refresh_studies

pytestmark = pytest.mark.django_db


def test_the_night_compares_once_and_the_day_never(registry, settings, caplog):
    clock = timezone.localtime(timezone.now())
    settings.REFRESH_HOURS = ((clock.hour + 2) % 24, (clock.hour + 4) % 24)
    refresh_studies()
    assert registry.asked == []
    settings.REFRESH_HOURS = (clock.hour, (clock.hour + 2) % 24)
    with caplog.at_level(logging.INFO):
        refresh_studies()
        refresh_studies()
    assert len(registry.asked) == 1
    assert caplog.text.count("unchanged 5, changed 0") == 1


@pytest.mark.parametrize(
    ("hours", "hour", "is_time"),
    [
        (None, 3, False),
        ((1, 6), 1, True),
        ((1, 6), 6, False),
        ((22, 4), 23, True),
        ((22, 4), 3, True),
        ((22, 4), 4, False),
    ],
)
def test_hours_may_hold_midnight(settings, hours, hour, is_time):
    now = timezone.make_aware(datetime(2026, 11, 28, hour, 30))  # noqa: DTZ001
    assert is_due(now, hours) is is_time


def test_an_unchanged_record_costs_less_than_a_millisecond(registry):
    """Promised: 1 ms of this process for each; 200 of them, so that luck evens out."""
    for number in range(200):
        import_study(parse_study(raw(f"NCT92{number:06}")), now=BEFORE)
        registry.put(raw(f"NCT92{number:06}"))
    studies = list(Study.objects.filter(registry_id__startswith="NCT92"))
    client = client_module.RegistryClient(registry.url)
    marks = client.fetch_marks(study.registry_id for study in studies)
    began = process_time()
    same = [one for one in studies if batches.is_same(one, marks[one.registry_id])]
    batches.note_same(same, BEFORE)
    assert len(same) == 200
    assert (process_time() - began) / 200 < 0.001


def test_only_what_was_fetched_was_compared(registry, tmp_path, capsys, client):
    """An import from a file is an accident of its day: the file says how old it is."""
    old = raw("NCT91000008")
    old["derivedSection"] = {"miscInfoModule": {"versionHolder": "2024-09-17"}}
    file = tmp_path / "old.json"
    file.write_text(json.dumps(old))
    registry.put(raw("NCT91000009"))
    call_command("import_studies", str(file), "NCT91000009", "--publish")
    from_file = Study.objects.get(registry_id="NCT91000008")
    assert (from_file.copied_on, from_file.compared_at) == (date(2024, 9, 17), None)
    fetched = Study.objects.get(registry_id="NCT91000009")
    assert fetched.copied_on == timezone.now().date()
    assert fetched.compared_at
    page = client.get("/trials/NCT91000008/").content.decode()
    assert "Copied from the registry on September 17, 2024." in page
    assert "Not yet: it came from a file." in page
