"""A test mail that has come round is noted: when, and what its receiver says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contacts.mail.models.outbox import OutgoingEmail
from contacts.mail.proving.addresses import tested_words
from portal.hospital.actions import say_settings
from portal.hospital.says import kept_settings
from portal.keyring import lookup_secret

CAME_ROUND = "TEST_CAME_ROUND"
NOBODY = "worker"


@dataclass(frozen=True)
class Returned:
    """The last test mail that came round, and what its receiver said."""

    sent_at: datetime
    came_at: datetime
    author: str
    # Domains that SPF or DKIM vouched for.
    vouched: list[str]
    is_told: bool
    is_aligned: bool


def last_return() -> Returned | None:
    """Return what the last test mail showed; None where none has come round."""
    noted = kept_settings().get(CAME_ROUND)
    if not noted:
        return None
    return Returned(
        datetime.fromisoformat(noted["sent_at"]),
        datetime.fromisoformat(noted["came_at"]),
        noted.get("author", ""),
        [*noted.get("spf", []), *noted.get("dkim", [])],
        noted.get("is_told", False),
        noted.get("is_aligned", False),
    )


def note_return(*, letter: dict[str, Any], now: datetime) -> bool:
    """Note a test mail of ours that came in; whether a letter is one."""
    named = [*letter.get("envelope", []), *letter.get("recipients", [])]
    word = next(tested_words(named, lookup_secret()), "")
    ours = OutgoingEmail.objects.filter(message_id__startswith=f"<{word}@")
    mail = ours.first() if word else None
    if mail is None:
        return False
    noted = {
        **letter.get("sender", {}),
        "sent_at": mail.created_at.isoformat(),
        "came_at": now.isoformat(),
    }
    say_settings(values={CAME_ROUND: noted}, now=now, by=NOBODY)
    return True
