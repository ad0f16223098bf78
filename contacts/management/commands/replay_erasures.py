"""After a restore: erase again what was erased since the backup."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from contacts.enquiries import erasure_list
from contacts.replaying import replay_erasures


class Command(BaseCommand):
    """Run it before the portal starts on a restored database; safe to run again."""

    help = "After a restore: erases again what was erased since the backup was made."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many rows went; stop when there is no list to go by."""
        folder = settings.ERASURES_DIR
        if not (folder / erasure_list.LIST).exists():
            raise CommandError(
                f"There is no list of erasures in {folder}. Put back the one that was "
                "kept apart from the backup (docs/production.md, Restore), or, if "
                "nothing was ever erased, make an empty file there named “list”."
            )
        count = replay_erasures(now=timezone.now(), by="restore")
        self.stdout.write(f"{count} rows were erased or ended again.")
