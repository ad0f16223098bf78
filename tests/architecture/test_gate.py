"""The gate leaves out only what it may, and its files are what others expect."""

import subprocess
import sys
from pathlib import Path

import pytest

from contacts.models import Team
from tests.conftest import reaches_database
from tests.gate import changed
from tests.gate.stages import Stage, slowest
from tests.migrated import migrations_digest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def test_what_the_second_run_leaves_out_cannot_reach_a_database(request):
    assert not reaches_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Team.objects.exists()


@pytest.mark.django_db
def test_what_is_marked_is_run_again(request):
    assert reaches_database(request.node)
    assert not Team.objects.exists()


@pytest.mark.usefixtures("db")
def test_what_asks_for_the_fixture_is_run_again(request):
    assert reaches_database(request.node)
    assert not Team.objects.exists()


def test_a_stage_keeps_files_whole_and_in_order():
    words = " ".join(Stage("a b", "not long").command())
    assert "--dist loadfile --no-loadscope-reorder" in words
    assert "-m not long" in words


def test_what_was_slowest_is_read_from_all_stages(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.gate.stages.RESULTS", tmp_path)
    (tmp_path / "one.xml").write_text(
        '<a><testcase classname="x" name="quick" time="0.1"/>'
        '<testcase classname="x" name="slow" time="9"/></a>'
    )
    stages = [Stage("one", ""), Stage("never run", "")]
    assert slowest(stages) == [(9.0, "x::slow"), (0.1, "x::quick")]


def test_the_image_is_made_anew_when_a_migration_changes(tmp_path):
    folder = tmp_path / "contacts" / "migrations"
    folder.mkdir(parents=True)
    empty = migrations_digest(tmp_path)
    (folder / "0001_one.py").write_text("a")
    one = migrations_digest(tmp_path)
    (folder / "0001_one.py").write_text("b")
    assert len({empty, one, migrations_digest(tmp_path)}) == 3


@pytest.mark.parametrize(
    ("path", "among", "not_among"),
    [
        (
            "contacts/enquiries/routing.py",
            "tests/contacts/enquiries/test_routing.py",
            "tests/trials/places/test_build.py",
        ),
        (
            "trials/pages/views/sites.py",
            "tests/trials/pages/views/test_sites.py",
            "tests/contacts/enquiries/test_routing.py",
        ),
        (
            "templates/base.html",
            "tests/trials/pages/views/test_studies.py",
            "tests/contacts/enquiries/test_routing.py",
        ),
        (
            "script/server",
            "tests/scripts/test_server.py",
            "tests/trials/pages/views/test_studies.py",
        ),
        ("docs/contributing.md", "tests/architecture", "tests/scripts/test_server.py"),
    ],
)
def test_a_change_runs_what_it_can_touch(path, among, not_among):
    chosen = changed.tests_for([path])
    assert among in chosen
    assert not_among not in chosen
    assert "tests/architecture" in chosen


@pytest.mark.parametrize("path", ["pyproject.toml", "contacts/migrations/0001_x.py"])
def test_what_all_stand_on_runs_all(path):
    assert changed.tests_for([path]) == ["tests"]


def test_the_forges_file_is_valid():
    check = [str(BIN / "check-jsonschema"), "--builtin-schema"]
    kind, path = "vendor.github-workflows", ".github/workflows/check.yml"
    done = subprocess.run([*check, kind, path], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stdout


def test_the_forges_file_names_every_python_that_fits():
    text = (ROOT / ".github/workflows/check.yml").read_text()
    accepted = (ROOT / "script/bootstrap").read_text()
    for version in ("3.11", "3.12", "3.13", "3.14"):
        assert f'"{version}"' in text
        assert version in accepted


def test_scripts_are_sound_shell():
    scripts = [path for path in sorted((ROOT / "script").iterdir()) if is_shell(path)]
    more = [ROOT / ".ci/run", *sorted((ROOT / "deploy").glob("*.sh"))]
    command = [str(BIN / "shellcheck"), "-x", *map(str, [*scripts, *more])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def is_shell(path: Path) -> bool:
    return path.is_file() and path.read_text().startswith("#!/bin/sh")
