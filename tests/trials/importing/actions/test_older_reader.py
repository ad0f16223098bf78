"""Records that the parser of commit 0dbb886 stored, read anew by today's: no news.

`records.sql.xz` is what that commit's code made of the sixty; `making_records.txt` is
the program. Nothing of it was written by hand.
"""

import json
import lzma
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import NOW
from tests.records import SIXTY
from tests.texts import drafted
from tests.upgraded import DATA, LATER, asked, restore
from trials.importing.actions.news import gather_news
from trials.importing.actions.studies import import_study
from trials.models import Study, StudyChange, TextVersion
from trials.registry.clinicaltrials.parsing import parse_study
from trials.registry.record import StudyRecord
from trials.texts.outdated import outdated_fields


@pytest.fixture(scope="module")
def migrated(tmp_path_factory, django_db_blocker) -> Path:
    path = tmp_path_factory.mktemp("records") / "portal.sqlite3"
    with asked(path, django_db_blocker):
        restore(lzma.decompress((DATA / "records.sql.xz").read_bytes()).decode())
    return path


@pytest.fixture(autouse=True)
def _upgraded(migrated: Path, tmp_path: Path, django_db_blocker) -> Iterator[None]:
    path = shutil.copy(migrated, tmp_path / "portal.sqlite3")
    with asked(Path(path), django_db_blocker):
        yield


@pytest.fixture(scope="module")
def read_today() -> list[StudyRecord]:
    files = sorted(SIXTY.glob("NCT*.json"))
    return [parse_study(json.loads(file.read_text("utf-8"))) for file in files]


def test_what_an_older_parser_stored_is_no_news_when_it_is_read_anew(read_today):
    written = [drafted(study) for study in Study.objects.all()]
    before = dict(Study.objects.values_list("registry_id", "revision"))
    assert len(written) == len(before) == 60
    results = [import_study(record, now=LATER) for record in read_today]
    assert {(one.is_new, one.is_changed) for one in results} == {(False, False)}
    assert not StudyChange.objects.exists()
    assert dict(Study.objects.values_list("registry_id", "revision")) == before
    assert set(Study.objects.values_list("changed_at", flat=True)) == {NOW}
    assert gather_news(now=LATER) == 0
    marks = {
        (one.study.registry_id, *outdated_fields(one))
        for one in TextVersion.objects.filter(pk__in=[one.pk for one in written])
        if outdated_fields(one)
    }
    assert marks == set()
    assert all(study.facts["reader"] for study in Study.objects.all())


def test_what_became_of_a_study_meanwhile_is_news(read_today):
    record = read_today[0]
    text = drafted(Study.objects.get(registry_id=record.registry_id))
    other = "FEMALE" if record.sex == "MALE" else "MALE"
    later = replace(record, last_update_date="2026-11-24", sex=other)
    assert import_study(later, now=LATER).is_changed
    change = StudyChange.objects.get()
    assert (change.field, change.old, change.new) == ("sex", "", "")
    assert "sex" in outdated_fields(TextVersion.objects.get(pk=text.pk))


def test_a_text_that_was_out_of_date_stays_so(read_today):
    record = read_today[0]
    study = Study.objects.get(registry_id=record.registry_id)
    text = drafted(study)
    rests_on = {**text.rests_on, "interventions": "of other words"}
    TextVersion.objects.filter(pk=text.pk).update(rests_on=rests_on)
    assert not import_study(record, now=LATER).is_changed
    assert outdated_fields(TextVersion.objects.get(pk=text.pk)) == ["interventions"]
