"""The one alarm that no row can hold: the database takes no messages."""

import time
from datetime import UTC, datetime, timedelta

from django.conf import settings

from portal.alarms.kinds import AlarmKind
from portal.alarms.letters import Telling
from portal.alarms.ways import tell


class Outages:
    """A process's own memory of it: told after a while, once a day, at its end."""

    def __init__(self) -> None:
        self.since: float | None = None
        self.told_at: float | None = None

    def see(self, *, can_accept: bool, now: float | None = None) -> None:
        """Note whether messages can be stored, and tell what is to be told."""
        now = time.monotonic() if now is None else now
        if can_accept:
            self.end(now)
            return
        self.since = now if self.since is None else self.since
        if now - self.since >= settings.ALARM_STANDING_SECONDS and self.is_due(now):
            stage = "begins" if self.told_at is None else "stands"
            self.told_at = now if self.say(stage, now) else self.told_at

    def is_due(self, now: float) -> bool:
        """Whether it is to be told, or told again."""
        last = self.told_at
        return last is None or now - last >= settings.ALARM_AGAIN_SECONDS

    def end(self, now: float) -> None:
        """Say that it is over, where anybody was told that it had begun."""
        if self.told_at is not None and not self.say("ended", now):
            return
        self.since = self.told_at = None

    def say(self, stage: str, now: float) -> bool:
        """Tell it; whether anybody took it."""
        ago = timedelta(seconds=now - (self.since if self.since is not None else now))
        return tell(Telling(AlarmKind.DATABASE, stage, datetime.now(UTC) - ago, {}))
