"""After a new first key in FIELD_KEYS: all is put under it; older ones can go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.rotation import Tally, rotate_field_keys

SHOWN = 20


STILL_OLD = (
    "Something is still written with an older key. Give every web and worker process "
    "the same FIELD_KEYS, restart them, and run this again."
)


class Command(BaseCommand):
    """Encrypt everything anew; safe to stop, to begin again, and while people write."""

    help = "Puts everything encrypted under the first of FIELD_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what each pass came to; fail while an older key is still needed."""
        tally = Tally()
        for tally in rotate_field_keys():
            self.stdout.write(f"{tally.changed} values are under the first key now.")
        for where in tally.unreadable[:SHOWN]:
            self.stderr.write(f"{where}: none of FIELD_KEYS can read it.")
        if tally.changed or tally.missed:
            raise CommandError(STILL_OLD)
        if tally.unreadable:
            raise CommandError(
                f"{len(tally.unreadable)} values can be read with none of FIELD_KEYS. "
                "They were lost before; the older keys are not needed for the others."
            )
        self.stdout.write("All is under the first key: the older ones can go.")
