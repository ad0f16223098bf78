"""What a listed fault is; a room is searched, so that a moved line is still found."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Mutant:
    """One change of one place, which its tests must not survive."""

    matter: str
    room: str
    old: str
    new: str
    tests: tuple[str, ...]


def found_in(mutant: Mutant, root: Path = ROOT) -> list[Path]:
    """Return each file of the room once for each time that it holds the old line."""
    where = root / mutant.room
    files = [where] if where.is_file() else sorted(where.rglob("*.py"))
    return [
        path
        for path in files
        for _time in range(path.read_text(encoding="utf-8").count(mutant.old))
    ]


MAIL, CONVERSATION = "tests/contacts/mail", "tests/contacts/conversation"
ENQUIRIES, NOTES = "tests/contacts/enquiries", "tests/contacts/notes"
ALERTS, SELFCHECK = "tests/contacts/alerts", "tests/trials/selfcheck"
DELIVERY = (f"{MAIL}/test_delivery.py",)
LATE = (
    *(f"{MAIL}/late/test_writing.py", f"{MAIL}/late/test_plain.py"),
    f"{ENQUIRIES}/sentences/test_late_letters.py",
)
TRANSPORT = (f"{MAIL}/test_transport.py",)
NEWS_OF_MAILS = (f"{MAIL}/test_news.py",)
LETTERS = (f"{CONVERSATION}/actions/letters/test_letters.py",)
RETURNED = (f"{CONVERSATION}/actions/lost_mails/test_returned.py",)
LIMITS = ("tests/contacts/test_ratelimits.py", "tests/contacts/test_allowances.py")
PROMISE = (f"{ENQUIRIES}/test_promise.py", f"{CONVERSATION}/actions/test_promises.py")
ROUTING = (f"{ENQUIRIES}/test_routing.py",)
LOGIC = (f"{SELFCHECK}/test_evaluate.py", f"{SELFCHECK}/test_logic.py")
ANCHORS = (f"{NOTES}/anchors", f"{NOTES}/test_anchor_corpus.py")
SHARES = (f"{NOTES}/actions/test_opening.py", f"{NOTES}/test_models.py")
PLACING = (f"{CONVERSATION}/actions/letters/test_placing.py",)
ERASING = (*PLACING, f"{ENQUIRIES}/actions/test_erasures.py")
SEEN = (f"{ENQUIRIES}/models/test_choosing.py",)
STOPPING = (
    f"{ALERTS}/actions/test_subscriptions.py",
    f"{ALERTS}/actions/mailing/test_sending.py",
    f"{ALERTS}/actions/mailing/test_pace_of_sending.py",
)
CACHE = ("tests/trials/pages/test_cache.py",)
IMPORT = ("tests/trials/importing/actions/test_studies.py",)
NEWS = ("tests/trials/importing/actions/test_news.py",)
SESSIONS = (
    "tests/portal/middleware/test_sessions.py",
    "tests/portal/middleware/test_idle.py",
)
