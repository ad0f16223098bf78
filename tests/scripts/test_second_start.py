"""Starting again takes seconds: nothing is made anew, and few programs are started."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.trials.places.one_place import empty_gazetteer

ROOT = Path(__file__).resolve().parents[2]
# Notes what it is asked for, and does nothing.
PYTHON = '#!/bin/sh\necho "$*" >> "$CALLS"\ncase "$*" in *run_worker*) sleep 3;; esac\n'


# Looks in a moment whether the gazetteer is of today's edition.
GAZETTEER = empty_gazetteer()
LOOKS = f"-m trials.places {GAZETTEER}"


def started(folder: Path, script: str) -> list[str]:
    """Run a script on an installation that is there; return what it started."""
    programs = folder / "venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").write_text(PYTHON)
    (programs / "python").chmod(0o755)
    lock = "requirements.txt"
    shutil.copy(ROOT / lock, folder / "venv" / f".{lock}.installed")
    (folder / "env").touch()
    environment = {
        "PATH": os.environ["PATH"],
        "VENV": str(folder / "venv"),
        "DATA_DIR": str(folder),
        "GAZETTEER_PATH": str(GAZETTEER),
        "CALLS": str(folder / "calls"),
    }
    subprocess.run(["sh", script], cwd=ROOT, env=environment, capture_output=True)
    return (folder / "calls").read_text().splitlines()


def test_a_second_setup_starts_one_program(tmp_path):
    assert started(tmp_path, "script/setup") == [LOOKS, "manage.py prepare_portal"]


def test_a_second_start_begins_with_one_program_before_web_and_worker(tmp_path):
    calls = started(tmp_path, "script/server")
    ours = [call for call in calls if "listening.py" not in call]
    assert sorted(ours) == [
        LOOKS,
        "manage.py prepare_portal --demonstration",
        "manage.py run_worker",
    ]
    # Once to look at the port before anything is done, once as the web server.
    assert len(calls) - len(ours) == 2
    assert any("granian" in call for call in calls)
