"""Mails that came back, 117 of them with labels: flufl.bounce's own tests.

They stand in its source distribution, which pip fetches by its hash when asked for.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from contacts.mail.bounces.notices import read_notices
from tests.corpora.fetching import fetched

pytestmark = pytest.mark.services
LEAST = 0.98


@pytest.fixture(scope="module")
def corpus() -> Path:
    """Return the folder of the distribution's tests; skip where none can be had."""
    return fetched("flufl.bounce") / "tests"


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
