"""Units that staff may choose from, and which of them fit a question. Pure."""

from collections.abc import Iterable
from decimal import Decimal

from trials.selfcheck.numbers import converted
from trials.selfcheck.parts import Item, Unit

UCUM = "http://unitsofmeasure.org"
# UCUM code -> words; those without Chinese words are written alike everywhere.
UNITS: dict[str, dict[str, str]] = {
    "a": {"en": "years", "zh-hans": "岁"},
    "mo": {"en": "months", "zh-hans": "个月"},
    "wk": {"en": "weeks", "zh-hans": "周"},
    "d": {"en": "days", "zh-hans": "天"},
    "%": {"en": "%"},
    "kg": {"en": "kg"},
    "cm": {"en": "cm"},
    "kg/m2": {"en": "kg/m²"},
    "mm[Hg]": {"en": "mmHg"},
    "Cel": {"en": "°C"},
    "g/L": {"en": "g/L"},
    "g/dL": {"en": "g/dL"},
    "mg/dL": {"en": "mg/dL"},
    "mg/L": {"en": "mg/L"},
    "mg/d": {"en": "mg/day", "zh-hans": "毫克/天"},
    "g/d": {"en": "g/day", "zh-hans": "克/天"},
    "mmol/L": {"en": "mmol/L"},
    "umol/L": {"en": "µmol/L"},
    "U/L": {"en": "U/L"},
    "[IU]/mL": {"en": "IU/mL"},
    "10*9/L": {"en": "× 10⁹/L"},
    "10*6/L": {"en": "× 10⁶/L"},
    "mL/min/{1.73_m2}": {"en": "mL/min/1.73 m²"},
    "mL/min": {"en": "mL/min"},
    "L/min": {"en": "L/min"},
}
SPANS = ("d", "wk", "mo", "a")
AGES = ("a", "mo")


def unit(code: str, languages: list[str]) -> Unit:
    """Return a unit as a question holds it, with words in each language."""
    known = UNITS[code]
    words = {one: known.get(one, known["en"]) for one in ("en", *languages)}
    return {"code": code, "system": UCUM, "text": words}


def turn(codes: Iterable[str]) -> bool:
    """Whether units turn into each other, so that one rule can speak of all."""
    first, *others = codes
    return all(converted(Decimal(1), first, other) is not None for other in others)


def units_of(asked: Item | None) -> list[Unit]:
    """Return the units in which a question is answered, none for a bare number."""
    if asked is None:
        return []
    if asked["type"] == "date":
        return [{"code": code, "text": UNITS[code]} for code in SPANS]
    return asked.get("unitOption") or ([asked["unit"]] if "unit" in asked else [])
