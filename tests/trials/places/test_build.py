"""The gazetteer is built whole from packages in a folder, or not at all."""

import sqlite3
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.trials.places.one_place import packages_of_one_place
from trials.places.build import build_gazetteer
from trials.places.gazetteer import (
    GazetteerMissingError,
    Kind,
    is_current,
    resolve,
)

ROOT = Path(__file__).parents[3]


@pytest.fixture
def packages(tmp_path):
    return packages_of_one_place(tmp_path / "packages")


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


def test_states_counties_and_countries_are_named(packages, tmp_path):
    target = tmp_path / "gazetteer.sqlite3"
    build_gazetteer(packages, target)
    for text in ("Bayern", "Bavaria", "Sample County", "Deutschland", "德国"):
        assert resolve(text, "", path=target).kind is Kind.REGION, text
    assert resolve("Exampleton, IL", "", path=target).kind is Kind.EXACT


def test_a_file_of_an_older_edition_is_told_and_built_anew(packages, tmp_path):
    target = tmp_path / "gazetteer.sqlite3"
    assert not is_current(target)
    build_gazetteer(packages, target)
    assert is_current(target)
    with sqlite3.connect(target) as database:
        database.execute("UPDATE about SET value = '1' WHERE name = 'edition'")
    assert not is_current(target)
    with pytest.raises(GazetteerMissingError, match="script/setup"):
        resolve("Exampleton", "", path=target)
    assert "trials.places" in (ROOT / "script" / "setup").read_text("utf-8")


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
