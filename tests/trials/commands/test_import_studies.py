"""The command names each study; a bad file is one line and harms nothing."""

import html
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.records import REAL_FOLDERS, raw
from tests.trials.registry.test_criteria import HEADINGS
from trials.models import Study
from trials.registry.clinicaltrials.text import plain

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path):
    """One good study, one page of two, and every kind of bad file."""
    page = {"studies": [raw("NCT91000002"), raw("NCT91000003")]}
    (tmp_path / "a.json").write_text(json.dumps(raw("NCT91000001")))
    (tmp_path / "b.json").write_text(json.dumps(page))
    (tmp_path / "bad1.json").write_text("{")
    (tmp_path / "bad2.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "bad3.json").write_text('{"a":' * 100_000)
    (tmp_path / "bad4.json").write_text(json.dumps(raw("NCT9")))
    (tmp_path / "bad5.json").write_text(json.dumps(raw("NCT91000009"))[:-200])
    (tmp_path / "ignored.txt").write_text("x")
    return tmp_path


@pytest.mark.django_db
def test_a_folder_with_good_and_bad_files(folder, capsys):
    with pytest.raises(CommandError, match="5 could not be imported"):
        call_command("import_studies", str(folder), "--publish")
    out, err = capsys.readouterr()
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["NCT91000001", "created"],
        ["NCT91000002", "created"],
        ["NCT91000003", "created"],
    ]
    *bad, summed = err.splitlines()
    assert summed == "3 created, 5 failed"
    named = [Path(line.partition(":")[0]).name for line in bad]
    assert named == ["bad1.json", "bad2.json", "bad3.json", "bad4.json", "bad5.json"]
    assert "Traceback" not in err
    assert Study.objects.published().count() == 3


@pytest.mark.django_db
def test_a_missing_file_and_nothing_asked(tmp_path, capsys):
    with pytest.raises(CommandError, match="1 could not"):
        call_command("import_studies", str(tmp_path / "none.json"))
    assert "cannot be opened" in capsys.readouterr().err
    with pytest.raises(CommandError, match="Name NCT numbers"):
        call_command("import_studies")


@pytest.mark.django_db
def test_a_huge_file_is_refused_unread(tmp_path, capsys):
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(CommandError):
        call_command("import_studies", str(huge))
    assert "larger than 64 MB" in capsys.readouterr().err


def test_the_exit_status_is_one_at_the_end(tmp_path):
    status = subprocess.run(
        [sys.executable, "manage.py", "import_studies", str(tmp_path / "none.json")],
        cwd=ROOT,
        env={
            "SECRET_KEY": "x" * 50,
            "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "DATA_DIR": str(tmp_path),
            "TRUSTED_HOPS": "0",
        },
        capture_output=True,
    )
    assert status.returncode == 1
    assert b"Traceback" not in status.stderr


def unshown(number: str, page: str) -> set[str]:
    """Return the words of a record's eligibility text that its page lacks."""
    section = page.partition('id="eligibility"')[2].partition("</section>")[0]
    blocks = re.sub(r"</?(?:p|li|ol|ul|h\d|div|br|dd|dt|summary)\b[^>]*>", " ", section)
    shown = html.unescape(re.sub(r"</?\w[^>]*>", "", blocks))
    source = plain(Study.objects.get(registry_id=number).eligibility_text)
    missing = words_of(source) - words_of(shown)
    return {word for word in missing if not word.isdigit()} - HEADINGS


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@pytest.mark.django_db
@pytest.mark.parametrize("records", REAL_FOLDERS)
def test_every_real_record_imports_and_its_page_renders(client, capsys, records):
    call_command("import_studies", str(records), "--publish")
    imported = capsys.readouterr().out.splitlines()
    assert len(imported) == len(list(records.glob("*.json")))
    for language, step in (("", 1), ("/zh-hans", 8)):
        for number in Study.objects.values_list("registry_id", flat=True)[::step]:
            answer = client.get(f"{language}/trials/{number}/")
            assert answer.status_code == 200, number
            assert "</html>" in answer.content.decode(), number
            assert b"\\&gt;" not in answer.content
            if step == 1:
                assert not unshown(number, answer.content.decode()), number
    call_command("import_studies", str(records))
    assert {line.split()[1] for line in capsys.readouterr().out.splitlines()} == {
        "unchanged"
    }
