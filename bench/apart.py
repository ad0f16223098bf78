"""A module of the bench run by itself: with the settings of one server, or alone."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from bench.server import ROOT


def told_by(environment: Mapping[str, str], module: str, *args: object) -> Any:
    """Run a module; return what its last line says as JSON."""
    run = subprocess.run(
        [sys.executable, "-m", module, *map(str, args)],
        env=dict(environment),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(run.stdout.splitlines()[-1])
