"""Units that staff may choose from, and which of them fit a question. Pure."""

from collections.abc import Iterable
from decimal import Decimal

from portal.lib.vocabulary import in_every_language, load_words
from trials.selfcheck.numbers import converted
from trials.selfcheck.parts import Item, Unit

UCUM = "http://unitsofmeasure.org"
# UCUM code -> words by language.
UNITS: dict[str, dict[str, str]] = {
    code: in_every_language("units", code) for code in load_words("units", "en")
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
