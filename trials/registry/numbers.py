"""Numbers of registries, however they are spaced and marked. Pure."""

import re

from portal.lib.text import fold_width
from trials.registry.source import all_sources

# Other registries, as each writes its numbers.
OTHERS = {
    # The same number in the register before 2023 and in the one after it.
    "EU": re.compile(
        r"(?:\b(?:eudra\s*ct|eu\s*ctr?|ctis)\W*(?:n[or]\b\W*|number\W*)?)?"
        r"\b(20\d\d-\d{6}-\d\d)(?:-\d\d)?\b",
        re.I,
    ),
    "ChiCTR": re.compile(r"chi\s*ctr[\s\-:]*([a-z]{0,4}[\s\-]*\d{8,10})\b", re.I),
    "CTR": re.compile(r"\bctr[\s\-:]*(20\d{6})\b", re.I),
    "ISRCTN": re.compile(r"isrctn[\s\-:]*(\d{8})\b", re.I),
    "jRCT": re.compile(r"jrct[\s\-:]*(s?\d{9,10})\b", re.I),
    "JapicCTI-": re.compile(r"japic\s*cti[\s\-:]*(\d{6})\b", re.I),
    "CTRI": re.compile(r"ctri\W*(\d{4}/\d{2,3}/\d{6})", re.I),
    "ACTRN": re.compile(r"actrn[\s\-:]*(\d{14})\b", re.I),
    "DRKS": re.compile(r"drks[\s\-:]*(\d{8})\b", re.I),
    "UMIN": re.compile(r"umin[\s\-:]*(\d{9})\b", re.I),
    "IRCT": re.compile(r"irct[\s\-:]*(\d{10,14}n?\d*)\b", re.I),
    "KCT": re.compile(r"\bkct[\s\-:]*(\d{7})\b", re.I),
    "PACTR": re.compile(r"pactr[\s\-:]*(\d{15,16})\b", re.I),
    "SNCTP": re.compile(r"snctp[\s\-:]*(\d{9})\b", re.I),
    "TCTR": re.compile(r"tctr[\s\-:]*(\d{11})\b", re.I),
    "RBR-": re.compile(r"\brbr[\s\-:]*((?=[a-z]*\d)[0-9a-z]{6,9})\b", re.I),
    "NCI-": re.compile(r"\bnci[\s\-:]*(20\d\d-\d{5})\b", re.I),
    "U1111-": re.compile(r"\bu\s?1111[\s\-:]*(\d{4}-\d{4})\b", re.I),
}  # fmt: skip
JOINED = {"EU": ""}


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
