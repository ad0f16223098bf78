"""A proof is worth something only for its form, in its time, and if it is ours."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contacts.allowances import one_mailbox, wide_network
from contacts.proofs.judging import RIPE, Verdict, judge_proof, solve
from contacts.proofs.tickets import LASTS, new_challenge, new_ticket

SECRET, FORM = "a secret of the tests", "MessageForm:NCT99000001:a-key"
# The library asks the clock whether a challenge has run out.
NOW = datetime.now(UTC).replace(microsecond=0)
SECOND = timedelta(seconds=1)


def verdict(text: str, now: datetime = NOW, purpose: str = FORM) -> Verdict:
    """Return what a proof is worth."""
    return judge_proof(text, SECRET, purpose, now).verdict


@pytest.fixture(scope="module")
def solved() -> str:
    return solve(new_challenge(SECRET, FORM, NOW))


def test_a_solution_is_good_for_its_form_until_it_runs_out(solved: str):
    assert verdict(solved) is Verdict.GOOD
    assert verdict(solved, NOW + LASTS) is Verdict.GOOD
    assert verdict(solved, NOW + LASTS + SECOND) is Verdict.WRONG
    assert verdict(solved, purpose=FORM + "x") is Verdict.WRONG
    assert judge_proof(solved, SECRET + "x", FORM, NOW).verdict is Verdict.WRONG


def test_a_ticket_is_good_after_its_minute(solved: str):
    ticket = new_ticket(SECRET, FORM, NOW)
    assert verdict(ticket) is Verdict.EARLY
    assert verdict(ticket, NOW + RIPE - SECOND) is Verdict.EARLY
    assert verdict(ticket, NOW + RIPE) is Verdict.GOOD
    assert verdict(ticket, NOW + LASTS + SECOND) is Verdict.WRONG
    assert verdict(ticket, NOW + RIPE, FORM + "x") is Verdict.WRONG
    names = {judge_proof(one, SECRET, FORM, NOW).name for one in (ticket, solved)}
    assert len(names) == 2
    assert "" not in names


def changed(text: str, *path: str, to: object) -> str:
    """Return a solution with one thing changed."""
    said = json.loads(base64.b64decode(text))
    place = said
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = to
    return base64.b64encode(json.dumps(said).encode()).decode()


def test_what_was_altered_is_no_proof(solved: str):
    later = int((NOW + timedelta(days=9)).timestamp())
    altered = [
        changed(solved, "challenge", "parameters", "cost", to=1),
        changed(solved, "challenge", "parameters", "expiresAt", to=later),
        changed(solved, "challenge", "parameters", "data", "at", to=later),
        changed(solved, "challenge", "parameters", "nonce", to="00" * 16),
        changed(solved, "challenge", "signature", to=None),
        changed(solved, "solution", "derivedKey", to="00" * 32),
        changed(solved, "solution", to=None),
    ]
    assert [verdict(one) for one in altered] == [Verdict.WRONG] * len(altered)


@pytest.mark.parametrize(
    "text",
    ["x", "x:y", ":", "é:ü", "====", "bnVsbA==", "W10=", "eyJjaGFsbGVuZ2UiOiAxfQ=="],
)
def test_nonsense_is_no_proof_and_no_fault(text: str):
    assert verdict(text) is Verdict.WRONG


def test_nothing_is_missing():
    assert verdict("") is Verdict.MISSING


@pytest.mark.parametrize(
    ("email", "counts_as"),
    [
        ("lena@families.example", "lena@families.example"),
        ("Lena+Trials@Families.example", "lena@families.example"),
        ("lena+a+b@families.example", "lena@families.example"),
        ("+49@families.example", "+49@families.example"),
        ("le.na@gmail.com", "le.na@gmail.com"),
    ],
)
def test_a_plus_part_makes_no_other_mailbox(email: str, counts_as: str):
    assert one_mailbox(email) == counts_as


@pytest.mark.parametrize(
    ("visitor", "wide"),
    [
        ("2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("203.0.113.7", ""),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_a_provider_gives_one_customer_many_networks(visitor: str, wide: str):
    assert wide_network(visitor) == wide


def test_the_vendored_worker_is_the_one_that_its_note_names():
    [folder] = (Path(__file__).resolve().parents[3] / "static/vendor").glob("altcha-*")
    digest = hashlib.sha256((folder / "pbkdf2.js").read_bytes()).hexdigest()
    assert digest in (folder / "README.md").read_text("utf-8")
    assert "MIT License" in (folder / "LICENSE").read_text("utf-8")
