"""Every study is compared with the registry; what is not answered changes nothing."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from time import process_time

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests import factories
from tests.records import raw
from tests.registry_server import LocalRegistry, local_registry
from trials.importing.actions.copies import Copy
from trials.importing.actions.studies import import_study
from trials.importing.refreshing import batches, rounds
from trials.importing.refreshing.nightly import is_due
from trials.models import RefreshRound, Study, StudyChange, StudyNews
from trials.registry.clinicaltrials import client as client_module
from trials.registry.clinicaltrials.parsing import parse_study
from trials.tasks import refresh_studies

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 11, 1, 12, tzinfo=UTC)
NUMBERS = [f"NCT9100000{number}" for number in range(1, 6)]


@pytest.fixture
def registry(settings, monkeypatch) -> Iterator[LocalRegistry]:
    """A registry with five studies, all of which we hold."""
    monkeypatch.setattr(client_module, "PAUSES", ())
    with local_registry() as known:
        settings.REGISTRY_API_URL, settings.REGISTRY_PAUSE = known.url, 0
        for number in NUMBERS:
            known.put(raw(number))
            record = parse_study(raw(number))
            import_study(record, now=BEFORE, publishes=True)
        yield known


def changed(number: str, status: str = "SUSPENDED", update: str = "2026-11-20"):
    study = raw(number)
    study["protocolSection"]["statusModule"] |= {
        "overallStatus": status,
        "lastUpdatePostDateStruct": {"date": update},
    }
    return study


def refresh(capsys) -> str:
    call_command("refresh_studies")
    return capsys.readouterr().out


def all_rows() -> list[dict]:
    return list(Study.objects.order_by("pk").values())


def test_what_is_unchanged_was_compared_and_costs_one_question(registry, capsys):
    revisions = dict(Study.objects.values_list("registry_id", "revision"))
    out = refresh(capsys)
    assert "5 of 5: 5 unchanged" in out
    assert "unchanged 5, changed 0, missing 0, not compared 0" in out
    assert registry.asked == ["/api/v2/studies"]
    for study in Study.objects.all():
        assert study.compared_at > BEFORE
        assert study.copied_on == timezone.now().date()
        assert study.revision == revisions[study.registry_id]
    assert not StudyChange.objects.exists()


def test_what_changed_is_fetched_told_and_named(registry, capsys):
    registry.put(changed(NUMBERS[1]))
    out = refresh(capsys)
    assert f"{NUMBERS[1]} changed" in out
    assert f"unchanged 4, changed 1 ({NUMBERS[1]}), missing 0" in out
    study = Study.objects.get(registry_id=NUMBERS[1])
    assert (study.overall_status, study.last_update_date) == ("SUSPENDED", "2026-11-20")
    assert study.changes.filter(field="overall_status").exists()
    assert len(registry.asked) == 2


def test_a_state_that_the_registry_changes_by_itself_is_seen(registry, capsys):
    """UNKNOWN comes after two years, without any update of the record."""
    registry.put(changed(NUMBERS[0], "UNKNOWN", update="2026-01-31"))
    assert "changed 1" in refresh(capsys)
    assert Study.objects.get(registry_id=NUMBERS[0]).overall_status == "UNKNOWN"


def test_a_withdrawn_study_stays_and_says_so(registry, capsys, client):
    registry.put(changed(NUMBERS[0], "WITHDRAWN"))
    refresh(capsys)
    page = client.get(f"/trials/{NUMBERS[0]}/").content.decode()
    assert "The study is over." in page


def test_a_vanished_study_is_marked_never_deleted_and_comes_back(
    registry, capsys, client
):
    kept = registry.studies.pop(NUMBERS[2])
    out = refresh(capsys)
    assert f"missing 1 ({NUMBERS[2]})" in out
    study = Study.objects.get(registry_id=NUMBERS[2])
    assert study.vanished_at
    assert (study.compared_at, study.is_published) == (None, True)
    page = client.get(f"/trials/{NUMBERS[2]}/").content.decode()
    assert "the registry no longer shows it" in page
    assert "did not show this record any more" in page
    registry.put(kept)
    refresh(capsys)
    study.refresh_from_db()
    assert (study.vanished_at, bool(study.compared_at)) == (None, True)


def test_a_number_that_is_another_record_now_is_no_copy_of_it(registry, capsys):
    registry.studies[NUMBERS[3]] = raw("NCT91000099")
    out = refresh(capsys)
    assert f"missing 1 ({NUMBERS[3]})" in out
    assert not Study.objects.filter(registry_id="NCT91000099").exists()


def test_a_registry_that_is_down_changes_nothing(registry, capsys):
    registry.is_down = True
    before = all_rows()
    with pytest.raises(CommandError, match="run this again to go on"):
        refresh(capsys)
    assert all_rows() == before
    assert not RefreshRound.objects.get().is_over


@pytest.mark.parametrize("answer", [b"<html>sorry", b"{}", b'{"studies": []}', b"[]"])
def test_a_registry_that_answers_nonsense_changes_nothing(registry, capsys, answer):
    """An empty list is nonsense too: five studies do not vanish in one night."""
    registry.instead = answer
    before = all_rows()
    with pytest.raises(CommandError):
        refresh(capsys)
    assert all_rows() == before


def test_a_registry_that_has_lost_everything_has_lost_itself(registry, capsys):
    """An empty list and 404 for each: then the registry is at fault."""
    registry.studies.clear()
    before = all_rows()
    with pytest.raises(CommandError, match="5 could not be compared"):
        refresh(capsys)
    assert all_rows() == before


def test_it_goes_on_where_it_was_stopped(registry, capsys, monkeypatch):
    monkeypatch.setattr(rounds, "BATCH", 2)
    registry.answers_left = 2
    with pytest.raises(CommandError):
        refresh(capsys)
    assert Study.objects.filter(compared_at__isnull=False).count() == 4
    registry.answers_left, registry.is_down, registry.asked = None, False, []
    out = refresh(capsys)
    assert "5 of 5: 1 unchanged" in out
    assert "unchanged 5" in out
    assert len(registry.asked) == 1


def test_two_at_once_are_one(registry, capsys):
    taken = RefreshRound.objects.create(begun_at=BEFORE)
    assert RefreshRound.objects.take(taken.pk, timedelta(minutes=5))
    with pytest.raises(CommandError, match="Another comparison"):
        refresh(capsys)
    assert registry.asked == []
    RefreshRound.objects.give_back(taken.pk)
    refresh(capsys)


def test_what_a_newer_reader_would_read_is_fetched_once(registry, capsys):
    old = Study.objects.filter(registry_id=NUMBERS[0])
    old.update(facts={"reader": "1"}, source_hash="of the reader before")
    assert "5 unchanged" in refresh(capsys)
    assert len(registry.asked) == 2
    assert not StudyChange.objects.exists()
    assert not StudyNews.objects.exists()
    refresh(capsys)
    assert len(registry.asked) == 3


def test_invented_studies_are_not_asked_for(registry, capsys):
    factories.Study(registry_id="NCT99000001", is_fictional=True)
    assert "5 of 5" in refresh(capsys)


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


def test_an_old_file_moves_no_copy_back():
    new, old = Copy(BEFORE.date()), Copy(BEFORE.date() - timedelta(days=90))
    record = parse_study(raw())
    import_study(record, now=BEFORE, copy=new)
    study = import_study(record, now=BEFORE, copy=old).study
    assert (study.copied_on, study.compared_at) == (BEFORE.date(), None)


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
