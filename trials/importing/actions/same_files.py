"""Records that are to the letter what was imported before, known without reading them.

Whoever imports a large folder again, or goes on after it was cut off, waits for what is
new in it alone.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from portal.database.pausing import leave_room
from trials.importing.actions.copies import Copy
from trials.importing.actions.studies import READER
from trials.models import Study

# So many are noted as checked in one statement.
BATCH = 200


def hash_raw(raw: object) -> str:
    """Return by what a raw record is known again, until our reader is a newer one."""
    return sha256(f"{READER}{json.dumps(raw)}".encode()).hexdigest()


def find_same(registry_id: str, copy: Copy, *, publishes: bool) -> str | None:
    """Return the title of a study of which this record tells nothing new, else None.

    What was fetched just now always does: that it was compared today.
    """
    if copy.is_fetched:
        return None
    found = (
        Study.objects.filter(registry_id=registry_id, raw_hash=copy.raw_hash)
        .values_list("brief_title", "copied_on", "is_published")
        .first()
    )
    if found is None:
        return None
    title, copied_on, is_published = found
    tells_more = copy.is_newer_than(copied_on) or publishes > is_published
    return None if tells_more else title


def note_checked(registry_ids: Sequence[str], now: datetime) -> None:
    """Note that these were looked at, and what they were."""
    rows = Study.objects.filter(registry_id__in=registry_ids)
    leave_room(lambda: rows.update(checked_at=now))
