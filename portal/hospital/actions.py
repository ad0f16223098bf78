"""What a hospital says of itself is kept, version by version."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.audit.models import Verb
from portal.audit.record import record_event
from portal.hospital.models import HospitalLogo, HospitalSetting
from portal.hospital.says import ask_anew


@transaction.atomic
def say_settings(*, values: dict[str, Any], now: datetime, by: str) -> list[str]:
    """Keep what is new; return the names of what changed."""
    newest, unsaid = HospitalSetting.objects.newest(), ("", 0)
    changed = [n for n, one in values.items() if one != newest.get(n, unsaid)[0]]
    for name in changed:
        HospitalSetting.objects.create(
            name=name,
            value=values[name],
            version=newest.get(name, unsaid)[1] + 1,
            said_at=now,
            said_by=by,
        )
    if changed:
        record_event(Verb.HOSPITAL_SAID, now=now, by=by, settings=changed)
    ask_anew()
    return changed


def keep_logo(png: bytes) -> str:
    """Keep a logo that was drawn anew; return its name."""
    sha256 = hashlib.sha256(png).hexdigest()
    HospitalLogo.objects.get_or_create(sha256=sha256, defaults={"png": png})
    return sha256
