"""Whoever dials or writes what the demonstration shows reaches nobody."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "trials" / "demonstration"
# Ranges that regulators keep for films and books: they are never given to anybody.
RESERVED = re.compile(
    r"""
    (\+44|0)207946[0]\d{3}      # Ofcom, London
    | \+1\d{3}55501\d{2}        # NANPA
    | \+493023125\d{3}          # Bundesnetzagentur, Berlin
    | \+3346571\d{4}            # Arcep
    | \+6125550\d{4}            # ACMA
    | \+35320910\d{4}           # ComReg
    """,
    re.VERBOSE,
)
DIALABLE = re.compile(r"\+?\d[\d\s()/.-]{5,}\d")
# A full British, Canadian or Dutch postcode is one street or one hospital.
BUILDING = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d)\b")
DUTCH = re.compile(r"\b\d{4} [A-Z]{2}\b")


def texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def values_of(value: object, name: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key == name and isinstance(one, str):
                yield one
            else:
                yield from values_of(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from values_of(one, name)


def files() -> list[Path]:
    return sorted(FOLDER.rglob("*.json"))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_no_telephone_number_is_somebodys(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    for phone in values_of(document, "phone"):
        if any(mark.isdigit() for mark in phone):
            assert RESERVED.fullmatch(re.sub(r"[\s()/-]", "", phone)), phone
    for text in texts(document):
        for found in DIALABLE.findall(text):
            digits = re.sub(r"\D", "", found)
            if found.startswith("+") and len(digits) > 8:
                assert RESERVED.fullmatch(re.sub(r"[\s()/-]", "", found)), found


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_no_address_is_somebodys(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    for text in texts(document):
        for address in re.findall(r"[\w.+-]+@[\w.-]+\w", text):
            assert address.endswith(".example"), address
    for code in values_of(document, "zip"):
        assert not BUILDING.search(code), code
        assert not DUTCH.search(code), code


def test_there_is_something_to_look_at():
    phones = [
        phone
        for path in files()
        for phone in values_of(json.loads(path.read_text(encoding="utf-8")), "phone")
    ]
    assert sum(bool(re.search(r"\d", phone)) for phone in phones) > 10
