"""The bill of materials names what the lock installs, neither more nor less."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]+\])?==(\S+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill() -> dict:
    return json.loads((ROOT / "sbom.cdx.json").read_text())


def test_it_agrees_with_the_lock():
    lock = (ROOT / "requirements.txt").read_text()
    locked = {(name.lower(), version) for name, version in LOCKED.findall(lock)}
    named = {(one["name"].lower(), one["version"]) for one in bill()["components"]}
    assert named == locked
    hashes = [h["content"] for one in bill()["components"] for h in one["hashes"]]
    assert sorted(hashes) == sorted(HASH.findall(lock))


def test_nothing_in_it_changes_by_itself_or_tells_of_a_machine():
    text = (ROOT / "sbom.cdx.json").read_text()
    assert bill()["bomFormat"] == "CycloneDX"
    assert "serialNumber" not in bill()
    assert "timestamp" not in bill()["metadata"]
    assert not re.search(r"file://|/home/|https?://(?!cyclonedx[.]org)", text)
