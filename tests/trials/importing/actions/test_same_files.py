"""A file that was imported before is known again unread; anything else is read."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.records import raw
from trials.importing.actions import same_files
from trials.management.commands import import_studies
from trials.models import Study

NUMBER = "NCT91000001"

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "one.json"
    place.write_text(json.dumps(raw(NUMBER)))
    return place


def refuse(raw: object) -> None:
    raise AssertionError("it was read")


def put(file, title: str) -> None:
    record = raw(NUMBER)
    record["protocolSection"]["identificationModule"]["briefTitle"] = title
    file.write_text(json.dumps(record))


def imported(file, *options: str) -> Study:
    call_command("import_studies", str(file), *options)
    return Study.objects.get(registry_id=NUMBER)


def test_the_same_file_is_not_read_again_but_noted(file, monkeypatch, capsys):
    first = imported(file)
    earlier = timezone.now() - timedelta(days=3)
    Study.objects.update(checked_at=earlier)
    capsys.readouterr()
    monkeypatch.setattr(import_studies.SOURCE, "parse_study", refuse)
    again = imported(file)
    assert again.checked_at > earlier
    assert again.revision == first.revision
    line = capsys.readouterr().out.strip()
    assert line == f"{NUMBER} unchanged  {first.brief_title}"


def test_an_older_file_that_comes_after_a_newer_one_is_read(file):
    old = imported(file).brief_title
    put(file, "Another title")
    assert imported(file).brief_title == "Another title"
    file.write_text(json.dumps(raw(NUMBER)))
    assert imported(file).brief_title == old


def test_what_another_way_wrote_meanwhile_is_compared(file):
    title = imported(file).brief_title
    Study.objects.update(brief_title="By another way", source_hash="", raw_hash="")
    assert imported(file).brief_title == title


def test_it_is_still_published_when_asked(file):
    assert not imported(file).is_published
    assert imported(file, "--publish").is_published


def test_a_newer_reader_reads_it_again(file, monkeypatch):
    before = imported(file)
    monkeypatch.setattr(same_files, "READER", "next")
    Study.objects.update(facts={"reader": "1"}, source_hash="of the reader before")
    assert imported(file).facts["reader"] != "1"
    assert Study.objects.get().raw_hash != before.raw_hash


def test_what_the_registry_was_asked_for_is_always_compared(file):
    study = imported(file)
    copy = import_studies.Copy(is_fetched=True, raw_hash=study.raw_hash)
    assert same_files.find_same(NUMBER, copy, publishes=False) is None


def test_many_are_summed_up(tmp_path, capsys):
    for number in range(3):
        name = f"NCT9200000{number}"
        (tmp_path / f"{name}.json").write_text(json.dumps(raw(name)))
    call_command("import_studies", str(tmp_path / "NCT92000000.json"))
    call_command("import_studies", str(tmp_path))
    assert capsys.readouterr().err.splitlines()[-1] == "1 unchanged, 2 created"
