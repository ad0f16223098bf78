"""Says that the time is right, after a jump that the portal did not believe."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.alarms.kinds import AlarmKind
from portal.alarms.sounding import settle
from portal.jobs.clock import believe, read_clocks
from portal.jobs.judging import doubt


class Command(BaseCommand):
    """Let jobs that decide over people go on with the database's time of now."""

    help = "Confirms the database's time after it jumped (docs/runbook.md, clock)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Believe the clocks, unless they contradict each other."""
        reading = read_clocks()
        if doubt(reading, None, 0):
            raise CommandError(
                f"The database says {reading.database:%Y-%m-%d %H:%M}, this machine "
                f"{reading.application:%Y-%m-%d %H:%M} (UTC). Set the wrong one right."
            )
        believe(reading)
        settle(AlarmKind.CLOCK, at_once=True)
        self.stdout.write(f"The time is {reading.database:%Y-%m-%d %H:%M} UTC.")
