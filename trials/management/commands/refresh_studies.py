"""Compares every study that we hold with the registry."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from trials.importing.refreshing.batches import Compared
from trials.importing.refreshing.rounds import (
    RoundIsTakenError,
    go_on,
    held_studies,
)
from trials.models import RefreshRound
from trials.registry.errors import RegistryUnavailableError
from trials.registry.source import USUAL, Client, source_named


class Command(BaseCommand):
    """A line for each batch, a summary at the end; stopped, it goes on where it was."""

    help = "Compares all studies with the registry; run again, it goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--pause",
            type=float,
            default=settings.REGISTRY_PAUSE,
            help="seconds between two questions",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare batch by batch until the round is over."""
        client = source_named(USUAL).open_client(settings.REGISTRY_API_URL)
        try:
            current = self.go_round(client, options["pause"])
        except RoundIsTakenError:
            raise CommandError("Another comparison is going on.") from None
        except RegistryUnavailableError as error:
            raise CommandError(
                f"{error}. What was not compared stays as it was; run this again to "
                "go on."
            ) from None
        self.stdout.write(current.summary)
        if current.failed:
            raise CommandError(f"{len(current.failed)} could not be compared.")

    def go_round(self, client: Client, pause: float) -> RefreshRound:
        """Go on to the end of the round; say how far it is after each batch."""
        total = held_studies()
        while True:
            current, found = go_on(
                client=client,
                now=timezone.now(),
                wait=lambda: client.rest(pause),
            )
            self.tell(current, found, total)
            if current.is_over:
                return current
            client.rest(pause)

    def tell(self, current: RefreshRound, found: Compared, total: list[str]) -> None:
        """Print how far it is, and what this batch brought."""
        done = sum(number <= current.through for number in total)
        news = [
            *(f"{number} changed" for number in found.changed),
            *(f"{number} is not in the registry" for number in found.missing),
            *(f"{number} could not be compared" for number in found.failed),
        ]
        self.stdout.write(
            f"{done} of {len(total)}: {len(found.same)} unchanged"
            + "".join(f", {line}" for line in news)
        )
