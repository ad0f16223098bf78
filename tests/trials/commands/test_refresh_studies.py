"""Every study is compared with the registry; what is not answered changes nothing."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests import factories
from tests.records import raw
from tests.trials.commands.held import BEFORE, NUMBERS
from trials.importing.actions.copies import Copy
from trials.importing.actions.studies import import_study
from trials.importing.refreshing import rounds
from trials.models import RefreshRound, Study, StudyChange, StudyNews
from trials.registry.clinicaltrials.parsing import parse_study

pytestmark = pytest.mark.django_db


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


def test_an_old_file_moves_no_copy_back():
    new, old = Copy(BEFORE.date()), Copy(BEFORE.date() - timedelta(days=90))
    record = parse_study(raw())
    import_study(record, now=BEFORE, copy=new)
    study = import_study(record, now=BEFORE, copy=old).study
    assert (study.copied_on, study.compared_at) == (BEFORE.date(), None)
