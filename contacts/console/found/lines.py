"""Addresses that stand beside hospitals: lines as a spreadsheet gives them. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from contacts.teams.facility_names import fold_name

ADDRESS = re.compile(r"[^\s,;|<>@]{1,64}@[^\s,;|<>@]{1,255}")
APART = re.compile(r"[\s,;|<>\"]+")


@dataclass
class ReadLines:
    """The addresses of each hospital, and the lines that fit none."""

    addresses: dict[int, list[str]] = field(default_factory=dict)
    faults: list[int] = field(default_factory=list)


def read_lines(text: str, names: Mapping[str, int]) -> ReadLines:
    """Return the addresses by hospital; `names` are folded ones.

    A line holds a hospital's name and an address, whatever stands between them.
    """
    read = ReadLines()
    for number, line in enumerate(text.splitlines(), 1):
        found = ADDRESS.findall(line)
        name = fold_name(APART.sub(" ", ADDRESS.sub(" ", line)))
        if found and name in names:
            read.addresses.setdefault(names[name], []).extend(found)
        elif name or found:
            read.faults.append(number)
    return read


def known_names(hospitals: Iterable[tuple[int, str, str]]) -> dict[str, int]:
    """Return hospitals by how a line may name them: with the town, or without.

    A name that two of them have needs the town.
    """
    rows = list(hospitals)
    alone: dict[str, list[int]] = {}
    for number, name, _city in rows:
        alone.setdefault(fold_name(name), []).append(number)
    found = {name: numbers[0] for name, numbers in alone.items() if len(numbers) == 1}
    with_town = {fold_name(f"{name} {city}"): number for number, name, city in rows}
    return {**found, **with_town}
