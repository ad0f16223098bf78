"""What the audit says of its own purges and erasures, against which it is verified."""

from dataclasses import dataclass
from typing import Any

from portal.audit.hashing import as_detail, as_text
from portal.audit.rows import Values, ask_rows
from portal.audit.verbs import Verb

ERASED = "ERASED-"


@dataclass(frozen=True)
class KnownDeeds:
    """Through which seal rows were purged, and what erased rows look like since."""

    purged_through: int
    erased: dict[int, str]

    def allows(self, row: Values, erased_hash: str) -> bool:
        """Whether an erasure says that a row is as it is; it only takes away."""
        is_bare = as_detail(row[5]) == {} and as_text(row[4]).startswith(ERASED)
        return is_bare and self.erased.get(row[0]) == erased_hash


def read_known_deeds() -> KnownDeeds:
    """Read the two kinds of events in which the audit speaks of itself."""
    through, erased = 0, {}
    question = "SELECT verb, detail FROM contacts_auditevent WHERE verb IN (%s, %s)"
    for verb, raw in ask_rows(question, [Verb.AUDIT_PURGED, Verb.AUDIT_ERASED]):
        detail = as_detail(raw)
        if not isinstance(detail, dict):
            continue
        if verb == Verb.AUDIT_PURGED:
            through = max(through, whole_number(detail.get("through")))
        else:
            erased.update(erased_rows(detail.get("rows")))
    return KnownDeeds(through, erased)


def erased_rows(rows: Any) -> dict[int, str]:
    """Return the hashes that an erasure wrote down, by the number of their row."""
    pairs = rows.items() if isinstance(rows, dict) else ()
    return {whole_number(number): str(one) for number, one in pairs}


def whole_number(value: Any) -> int:
    """Return a number; 0 for what is none."""
    text = str(value)
    return int(text) if text.isdecimal() else 0
