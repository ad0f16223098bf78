"""Adds GeoNames' own postal files to the gazetteer, for a larger installation."""

import csv
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from trials.places.build import insert_postcodes

# country, code, place, admin1 name, …, latitude, longitude, accuracy
COLUMNS, NAME, ADMIN1, LATITUDE, LONGITUDE = 12, 2, 3, 9, 10


class Command(BaseCommand):
    """Write a new gazetteer with the postcodes and put it in the old one's place."""

    help = "Adds postcodes from GeoNames' postal export (12 columns, tab-separated)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, add, replace: the running portal always sees a whole file."""
        target = Path(settings.GAZETTEER_PATH)
        unfinished = target.with_suffix(f".{os.getpid()}.part")
        try:
            shutil.copy(target, unfinished)
            for file in options["files"]:
                count = add(unfinished, file)
                self.stdout.write(f"{file.name}: {count:,} postcodes")
            unfinished.replace(target)
        except (OSError, ValueError) as error:
            raise CommandError(f"Nothing was changed: {error}") from None
        finally:
            unfinished.unlink(missing_ok=True)


def add(gazetteer: Path, file: Path) -> int:
    """Insert one file's postcodes; return how many rows it has."""
    database = sqlite3.connect(gazetteer)
    try:
        rows = list(read(file))
        insert_postcodes(database, iter(rows))
        database.commit()
    finally:
        database.close()
    return len(rows)


def read(file: Path) -> Iterator[tuple[Any, ...]]:
    """Yield rows for the gazetteer; raises ValueError at a line of another form."""
    with file.open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(table, 1):
            if len(row) != COLUMNS:
                raise ValueError(f"{file.name}, line {number}: not {COLUMNS} columns")
            code = row[1].replace(" ", "").upper()
            place = (
                row[NAME],
                row[ADMIN1],
                float(row[LATITUDE]),
                float(row[LONGITUDE]),
            )
            yield row[0], code, *place
