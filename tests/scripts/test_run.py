"""The gate starts the tests on a machine where nothing is set."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SET_BY_TESTS = {"SECRET_KEY", "FIELD_KEYS", "DATA_DIR", "DJANGO_SETTINGS_MODULE"}


def test_the_gate_takes_the_settings_of_the_tests():
    bare = {k: v for k, v in os.environ.items() if k not in SET_BY_TESTS}
    done = subprocess.run(
        [sys.executable, "-m", "tests.run", "--collect-only", "-q", "tests/scripts"],
        cwd=ROOT,
        env=bare,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "test_the_gate_takes_the_settings_of_the_tests" in done.stdout
