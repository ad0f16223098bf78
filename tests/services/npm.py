"""Checkers from npm, in exact versions, fetched once into a folder that is not kept."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tests.services.portal import ROOT
from tests.services.servers import lacking

PACKAGES = {"lighthouse": "12.8.2", "schema-dts": "2.1.0", "typescript": "5.9.3"}
FOLDER = ROOT / "var" / "npm"


@cache
def npm_module(name: str) -> Path:
    """Return where a package lies; skip the test where it cannot be had."""
    place = FOLDER / "node_modules" / name
    if not is_there(place, PACKAGES[name]):
        install(f"{name}@{PACKAGES[name]}")
    if not is_there(place, PACKAGES[name]):
        lacking(f"npm has no {name} here")
    return place


def is_there(place: Path, version: str) -> bool:
    about = place / "package.json"
    return about.is_file() and json.loads(about.read_text())["version"] == version


def install(wanted: str) -> None:
    """Let npm fetch a package, without its scripts."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        lacking("npm is not installed")
    FOLDER.mkdir(parents=True, exist_ok=True)
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock")
    subprocess.run(
        [npm, "install", *quiet, "--prefix", str(FOLDER), wanted],
        capture_output=True,
        timeout=600,
    )


def run_node(script: Path, *args: str, **environment: str) -> str:
    """Return what a script of node prints; it may end with any status."""
    done = subprocess.run(
        [shutil.which("node"), str(script), *args],
        capture_output=True,
        text=True,
        timeout=300,
        env=environment or None,
    )
    return done.stdout or done.stderr
