"""After an update that reads names anew: conditions and addresses are found again."""

from typing import Any

from django.core.management.base import BaseCommand

from contacts.alerts.actions.rehashing import rehash


class Command(BaseCommand):
    """Make all keyed hashes anew; safe to run at any time."""

    help = "Makes the hashes of addresses and conditions anew, after an update."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many rows changed."""
        self.stdout.write(f"{rehash()} rows have a new hash.")
