"""Mails that came back, 117 of them with labels: flufl.bounce's own tests.

They stand in its source distribution, which pip fetches by its hash when asked for.
"""

import ast
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from contacts.mail.bounces.notices import read_notices

pytestmark = pytest.mark.services
PINNED = "flufl-bounce==6.0.0"
ROOT = Path(__file__).resolve().parents[2]
LEAST = 0.98


def pinned_with_hashes() -> str:
    """Return the lock's own lines for the package."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(PINNED))
    hashes = [line for line in lines[start + 1 : start + 4] if "--hash" in line]
    return "\n".join([lines[start], *hashes]).rstrip("\\ ") + "\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    """Return the folder of the distribution's tests; skip where none can be had."""
    folder = tmp_path_factory.mktemp("flufl")
    (folder / "pinned.txt").write_text(pinned_with_hashes(), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-binary", ":all:", "--require-hashes", "-r", "pinned.txt"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    found = list(folder.glob("flufl*.tar.gz"))
    if done.returncode or not found:
        pytest.skip("the package's source distribution cannot be fetched")
    with tarfile.open(found[0]) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("flufl*/tests"))


def labels_in(corpus: Path) -> Iterator[tuple[str, set[str], bool]]:
    """Yield file, expected addresses, and whether the failure is temporary."""
    tree = ast.parse((corpus / "test_detectors.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "DETECTORS":
            for _detector, name, addresses, is_temporary in ast.literal_eval(
                node.value
            ):
                known = {one.decode().lower() for one in addresses}
                yield name, known, is_temporary


def test_labelled_bounces_are_recognised(corpus):
    counts: Counter[str] = Counter()
    wrong = []
    for name, expected, is_temporary in labels_in(corpus):
        said = read_notices((corpus / "data" / name).read_bytes()).said
        kinds = {"deferred"} if is_temporary else {"bounced", "returned"}
        chosen = [one for one in said if one.kind in kinds]
        found = {a for one in chosen for a in (one.recipient, one.original)}
        is_right = expected <= found
        counts["temporary" if is_temporary else "permanent", is_right] += 1
        if not is_right:
            wrong.append((name, expected, said))
    total = sum(counts.values())
    print(f"\n{total} labelled bounces:", dict(counts), "wrong:", wrong)
    assert total > 100
    assert len(wrong) <= (1 - LEAST) * total


def test_every_mail_of_the_corpus_is_read_without_an_error(corpus):
    files = sorted((corpus / "data").glob("*.txt"))
    silent = [p.name for p in files if not read_notices(p.read_bytes()).said]
    print(f"\n{len(files)} mails, nothing recognised in: {silent}")
    assert len(files) > 100
