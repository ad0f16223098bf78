"""What the gate starts on another day believes in that day, and still measures."""

import os
import subprocess
import sys

import pytest

from tests.gate.another_day import environment_of, library

SAID = """
import datetime, sqlite3, time
began = time.monotonic()
time.sleep(0.2)
now = sqlite3.connect(":memory:").execute("SELECT date('now')").fetchone()[0]
print(datetime.date.today(), now, 0.1 < time.monotonic() - began < 60)
"""


def test_python_and_the_database_see_the_day_and_time_goes_on():
    preloaded = library()
    if preloaded is None:
        pytest.skip("libfaketime is not installed")
    environment = {**os.environ, **environment_of("2027-06-01", preloaded)}
    done = subprocess.run(
        [sys.executable, "-c", SAID],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["2027-06-01", "2027-06-01", "True"]
