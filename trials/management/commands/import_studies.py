"""Imports studies by number, from files and folders, or by a search."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from portal.database.pausing import leave_room
from trials.importing.actions.copies import Copy
from trials.importing.actions.same_files import (
    BATCH,
    find_same,
    hash_raw,
    note_checked,
)
from trials.importing.actions.studies import ImportResult, import_study
from trials.registry.errors import RecordError, RegistryError
from trials.registry.source import USUAL, Client, source_named

SOURCE = source_named(USUAL)
# Where a study came from, if neither a number nor a file.
SEARCH = "search"
UNCHANGED, FAILED = "unchanged", "failed"


class Command(BaseCommand):
    """One line for each study; a bad one is named and skipped."""

    help = (
        f"Imports studies: {SOURCE.id_words}, JSON files, folders, or --search WORDS."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "sources", nargs="*", metavar=f"{SOURCE.id_example}|FILE|DIR"
        )
        parser.add_argument("--search", help="import what the registry finds")
        parser.add_argument("--limit", type=int, default=100, help="of --search")
        parser.add_argument(
            "--publish", action="store_true", help="show the studies to visitors"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import everything; exit status 1 at the end if anything failed."""
        if not options["sources"] and not options["search"]:
            raise CommandError(
                f"Name {SOURCE.id_words}, files or folders, or use --search."
            )
        self.checked: list[str] = []
        tally: Counter[str] = Counter()
        for origin, raw in self.studies(options):
            tally[self.import_one(origin, raw, publish=options["publish"])] += 1
            self.note_checked(BATCH)
        self.note_checked(1)
        if tally.total() > 1:
            # A line of output is a study.
            summed = ", ".join(f"{many} {what}" for what, many in tally.items())
            self.stderr.write(summed, self.style.NOTICE)
        if failed := tally[FAILED]:
            raise CommandError(f"{failed} could not be imported; all others were.")

    def studies(self, options: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """Yield (where it came from, raw study or error) of all that was asked."""
        client = SOURCE.open_client(settings.REGISTRY_API_URL)
        for given in options["sources"]:
            if registry_id := SOURCE.written_id(given):
                yield registry_id, fetched(client, registry_id)
            else:
                yield from SOURCE.read_studies(Path(given))
        if options["search"]:
            try:
                for raw in client.search(options["search"], options["limit"]):
                    yield SEARCH, raw
            except RegistryError as error:
                yield SEARCH, error

    def import_one(self, origin: str, raw: Any, *, publish: bool) -> str:
        """Import one study in a transaction of its own; return what came of it."""
        now = timezone.now()
        try:
            if isinstance(raw, Exception):
                raise raw
            number, copy = SOURCE.id_of(raw), copy_of(origin, raw, now)
            title = find_same(number, copy, publishes=publish)
            if title is not None:
                self.checked.append(number)
                return self.tell(number, UNCHANGED, title)
            record = SOURCE.parse_study(raw)
            result = leave_room(
                lambda: import_study(record, now=now, publishes=publish, copy=copy)
            )
        except (RecordError, RegistryError, DatabaseError) as error:
            self.stderr.write(f"{origin}: {' '.join(str(error).split())}")
            return FAILED
        return self.tell(
            result.study.registry_id, outcome(result), result.study.brief_title
        )

    def tell(self, number: str, what: str, title: str) -> str:
        """Print the line of a study; return what came of it in a word."""
        self.stdout.write(f"{number} {what}  {title}")
        return what.split(maxsplit=1)[0]

    def note_checked(self, least: int) -> None:
        """Note those that were the same, where they are so many."""
        if len(self.checked) >= least:
            note_checked(self.checked, timezone.now())
            self.checked.clear()


def copy_of(origin: str, raw: Any, now: datetime) -> Copy:
    """Return whence a study comes: only what was fetched is a copy of today."""
    if SOURCE.written_id(origin) or origin == SEARCH:
        return Copy(now.date(), is_fetched=True)
    day = SOURCE.copied_on(raw)
    return Copy(min(day, now.date()) if day else None, raw_hash=hash_raw(raw))


def fetched(client: Client, registry_id: str) -> Any:
    """Return a study from the registry, or the error instead."""
    try:
        return client.fetch_study(registry_id)
    except RegistryError as error:
        return error


def outcome(result: ImportResult) -> str:
    """Return what an import did, in words."""
    if result.is_new:
        return "created"
    return f"updated ({result.changes} changes)" if result.is_changed else UNCHANGED
