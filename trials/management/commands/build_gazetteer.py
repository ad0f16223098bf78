"""Builds the gazetteer from packages that script/setup unpacks for the moment."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from trials.places.build import build_gazetteer


class Command(BaseCommand):
    """Write one read-only file of towns and postcodes."""

    help = "Builds the gazetteer (towns and postcodes) from unpacked packages."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="source", type=Path, required=True)
        parser.add_argument("--to", dest="target", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it and say how much it holds."""
        try:
            counts = build_gazetteer(options["source"], options["target"])
        except FileNotFoundError as error:
            raise CommandError(
                f"{error.filename} is missing: install requirements-places.txt there."
            ) from None
        self.stdout.write(
            f"{counts['place']:,} towns with {counts['alias']:,} names and "
            f"{counts['postcode']:,} postcodes"
        )
