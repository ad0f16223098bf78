"""Numbers of registries, however they are spaced and marked."""

import re

from portal.lib.text import fold_width
from trials.registry.source import all_sources

# Other registries, as each writes its numbers.
OTHERS = {
    "EudraCT": re.compile(r"(?:eudra\s*ct\W*)?\b(20\d\d-\d{6}-\d\d)(?:-\d\d)?\b", re.I),
    "ChiCTR": re.compile(r"chi\s*ctr[\s\-:]*([a-z]{0,4}[\s\-]*\d{8,10})\b", re.I),
    "ISRCTN": re.compile(r"isrctn[\s\-:]*(\d{8})\b", re.I),
    "jRCT": re.compile(r"jrct[\s\-:]*(s?\d{9,10})\b", re.I),
    "CTRI": re.compile(r"ctri\W*(\d{4}/\d{2,3}/\d{6})", re.I),
    "ACTRN": re.compile(r"actrn[\s\-:]*(\d{14})\b", re.I),
    "DRKS": re.compile(r"drks[\s\-:]*(\d{8})\b", re.I),
    "UMIN": re.compile(r"umin[\s\-:]*(\d{9})\b", re.I),
    "IRCT": re.compile(r"irct[\s\-:]*(\d{10,14}n?\d*)\b", re.I),
    "KCT": re.compile(r"\bkct[\s\-:]*(\d{7})\b", re.I),
    "PACTR": re.compile(r"pactr[\s\-:]*(\d{15,16})\b", re.I),
}  # fmt: skip
JOINED = {"EudraCT": ""}


def registry_ids_in(text: str) -> tuple[list[str], str]:
    """Return the registry numbers of a text, as registries write them, and the rest."""
    rest, found = fold_width(text), []
    for source in all_sources():
        ids, rest = source.ids_within(rest)
        found += ids
    for registry, pattern in OTHERS.items():
        prefix = JOINED.get(registry, registry)
        numbers = [re.sub(r"\s", "", match[1]) for match in pattern.finditer(rest)]
        found += [prefix + number.upper() for number in numbers]
        rest = pattern.sub(" ", rest)
    return list(dict.fromkeys(found)), rest
