"""The registry's country names, old and new spellings, as ISO 3166 codes."""

from functools import lru_cache

from portal.lib.cldr import locale
from portal.lib.text import fold_text

# Names that differ from CLDR's English ones; the registry renamed some in 2025.
ALIASES = {
    "brunei darussalam": "BN",
    "burma": "MM",
    "cape verde": "CV",
    "congo": "CG",
    "congo, the democratic republic of the": "CD",
    "democratic republic of the congo": "CD",
    "republic of the congo": "CG",
    "cote d'ivoire": "CI",
    "côte d'ivoire": "CI",
    "ivory coast": "CI",
    "czech republic": "CZ",
    "czechia": "CZ",
    "east timor": "TL",
    "falkland islands (malvinas)": "FK",
    "federated states of micronesia": "FM",
    "former serbia and montenegro": "RS",
    "former yugoslavia": "RS",
    "serbia and montenegro": "RS",
    "holy see (vatican city state)": "VA",
    "hong kong": "HK",
    "iran": "IR",
    "iran, islamic republic of": "IR",
    "korea, democratic people's republic of": "KP",
    "korea, republic of": "KR",
    "south korea": "KR",
    "lao people's democratic republic": "LA",
    "libyan arab jamahiriya": "LY",
    "macau": "MO",
    "macao": "MO",
    "macedonia, the former yugoslav republic of": "MK",
    "north macedonia": "MK",
    "micronesia, federated states of": "FM",
    "moldova, republic of": "MD",
    "myanmar": "MM",
    "palestinian territory, occupied": "PS",
    "palestinian territories, occupied": "PS",
    "palestinian territories": "PS",
    "reunion": "RE",
    "réunion": "RE",
    "russia": "RU",
    "russian federation": "RU",
    "saint martin (french part)": "MF",
    "swaziland": "SZ",
    "syrian arab republic": "SY",
    "taiwan, province of china": "TW",
    "tanzania, united republic of": "TZ",
    "the gambia": "GM",
    "the bahamas": "BS",
    "trinidad and tobago": "TT",
    "turkey": "TR",
    "turkey (türkiye)": "TR",
    "türkiye": "TR",
    "united states of america": "US",
    "vatican city": "VA",
    "viet nam": "VN",
    "virgin islands (u.s.)": "VI",
    "virgin islands, british": "VG",
}


def country_code(name: str) -> str:
    """Return the ISO code of a registry's country name, "" where it is unknown."""
    folded = fold_country(name)
    return names().get(folded, "")


def fold_country(name: str) -> str:
    """Return a name as it is looked up."""
    text = fold_text(name).replace("’", "'").replace("&", "and")
    return " ".join(text.replace("st.", "saint").split())


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Return every known spelling with its code."""
    english = {
        fold_country(name): code
        for code, name in locale("en").territories.items()
        if len(code) == 2
    }
    return english | {fold_country(name): code for name, code in ALIASES.items()}
