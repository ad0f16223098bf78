"""What an alarm says. Computes, sends nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from portal.alarms.kinds import AlarmKind


@dataclass(frozen=True)
class Telling:
    """One thing to be told: `stage` is "begins", "stands" or "ended"."""

    kind: str
    stage: str
    began_at: datetime
    detail: dict[str, Any]


def alarm_subject(telling: Telling, portal: str) -> str:
    """Return the subject of the mail: neutral, and the same kind sorts together."""
    what = AlarmKind(telling.kind).label
    if telling.stage == "ended":
        return _("[%(portal)s] Over: %(what)s") % {"portal": portal, "what": what}
    if telling.stage == "stands":
        return _("[%(portal)s] Still: %(what)s") % {"portal": portal, "what": what}
    return _("[%(portal)s] Alarm: %(what)s") % {"portal": portal, "what": what}


def alarm_text(telling: Telling, address: str) -> str:
    """Return what the mail says: since when, what is known, and where to look."""
    since = telling.began_at.astimezone(UTC)
    lines = [
        f"{AlarmKind(telling.kind).label}.",
        "",
        _("Since %(when)s UTC, at %(address)s.")
        % {"when": f"{since:%Y-%m-%d %H:%M}", "address": address},
        *(f"{name}: {value}" for name, value in sorted(telling.detail.items())),
        "",
        _("What to look at and do: docs/runbook.md, “%(part)s”.")
        % {"part": telling.kind},
    ]
    return "\n".join(lines) + "\n"


def alarm_json(telling: Telling, portal: str, address: str) -> dict[str, Any]:
    """Return what a webhook is sent; `text` is what chat programs show."""
    return {
        "text": f"{alarm_subject(telling, portal)} ({address})",
        "kind": telling.kind,
        "stage": telling.stage,
        "since": telling.began_at.isoformat(),
        "detail": telling.detail,
        "portal": address,
    }
