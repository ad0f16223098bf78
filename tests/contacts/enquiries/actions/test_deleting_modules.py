"""Whoever deletes rows says how a restored backup learns of it."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


# Every module that deletes rows, and how a restore learns of it: "listed" goes into
# the list, "again" is done again by an hourly job (which the replay runs), "part" goes
# with one that is listed, "staff" is no family's wish.
DELETING = {
    "alerts/actions/confirmations.py": "again",
    "alerts/actions/erasing.py": "again",
    "alerts/actions/households.py": "part",
    "alerts/actions/rehashing.py": "staff",
    "alerts/actions/mailing/composing.py": "part",
    "alerts/actions/mailing/turns.py": "again",
    "alerts/actions/wishing.py": "part",
    "alerts/actions/subscriptions.py": "listed",
    "console/actions.py": "staff",
    "conversation/actions/addresses_put_right.py": "part",
    "conversation/actions/answering.py": "staff",
    "conversation/actions/drafts/keeping.py": "staff",
    "conversation/actions/erasing.py": "listed",
    "conversation/actions/leaving.py": "staff",
    "conversation/actions/letters/deleting.py": "staff",
    "conversation/actions/lost_links.py": "again",
    "conversation/actions/lost_mails/lifting.py": "staff",
    "conversation/actions/passing.py": "part",
    "conversation/actions/purging.py": "again",
    "conversation/actions/rights.py": "listed",
    "conversation/actions/taking_back.py": "staff",
    "enquiries/actions/team_mails/to_mailboxes.py": "again",
    "enquiries/actions/erasures.py": "listed",
    "enquiries/actions/dropping.py": "part",
    "inbox/actions/merging.py": "staff",
    "inbox/actions/undoing.py": "staff",
    "inbox/marks/filling.py": "again",
    "mail/hooks/delivering.py": "again",
    "mail/hooks/events.py": "part",
    "mail/inbound/resealing.py": "part",
    "notes/actions/notebooks.py": "listed",
    "notes/actions/notes.py": "listed",
    "notes/actions/shares.py": "listed",
    "pagemails/actions.py": "again",
    "ratelimits.py": "again",
    "teams/actions/accounts.py": "staff",
    "teams/actions/facilities.py": "staff",
    "teams/actions/invitations.py": "staff",
    "teams/actions/mailboxes.py": "staff",
    "teams/actions/members.py": "staff",
    "conversation/actions/rehearsing/stage.py": "staff",
    "upkeep/actions/correcting.py": "again",
    "upkeep/actions/watching.py": "listed",
}


def deleting() -> tuple[set[str], set[str]]:
    """Return the modules that delete rows, and those that note an erasure."""
    found, noting = set(), set()
    for path in sorted((ROOT / "contacts").rglob("*.py")):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        words = {ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
        name = str(path.relative_to(ROOT / "contacts"))
        if any(word.endswith(".delete") for word in words):
            found.add(name)
        if "note_erasure" in words:
            noting.add(name)
    return found, noting


def test_whoever_deletes_rows_says_how_a_restore_learns_of_it():
    found, noting = deleting()
    assert found == set(DELETING)
    listed = {name for name, how in DELETING.items() if how == "listed"}
    assert noting == listed - {"enquiries/actions/erasures.py"}


def test_rows_are_deleted_by_actions_alone():
    """A view, a form or a command that deletes rows would go unlisted."""
    doors = {"views", "forms", "models", "management", "sentences"}
    wrong = {name for name in DELETING if doors & set(re.split(r"[/.]", name))}
    assert wrong == set()
