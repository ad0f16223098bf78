"""Whether a graph is one of schema.org: names and kinds of values by its own types."""

import json
from pathlib import Path
from typing import Any

from lxml import html

FILE = Path(__file__).resolve().parents[3] / "data" / "schema_org" / "vocabulary.json"
VOCABULARY = json.loads(FILE.read_text(encoding="utf-8"))
TYPES, ENUMERATIONS = VOCABULARY["types"], VOCABULARY["enumerations"]
TEXTS = {"Text", "URL", "Thing", "Country", "GeoShape", "Integer", "Number", "Date"}


def graph_of(page: bytes) -> dict[str, dict[str, Any]]:
    """Return the nodes of a page's data block by their type."""
    blocks = html.fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    assert len(blocks) <= 1
    if not blocks:
        return {}
    whole = json.loads(blocks[0])
    assert whole["@context"] == "https://schema.org"
    return {node["@type"]: node for node in whole["@graph"]}


def faults(node: dict[str, Any], path: str = "") -> list[str]:
    """Return what schema.org does not know, or knows as another kind of value."""
    kind = node.get("@type", "")
    here = f"{path}/{kind}"
    if kind not in TYPES:
        return [f"{here}: no such type"]
    found = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in TYPES[kind]:
            found.append(f"{here}.{name}: no such property")
            continue
        for one in value if isinstance(value, list) else [value]:
            found += value_faults(one, set(TYPES[kind][name]), f"{here}.{name}")
    return found


def value_faults(value: Any, wanted: set[str], here: str) -> list[str]:
    if isinstance(value, dict):
        kind = value.get("@type")
        is_kind = kind in wanted or "Thing" in wanted
        return (
            faults(value, here) if is_kind else [f"{here}: {kind} is none of {wanted}"]
        )
    term = str(value).removeprefix("https://schema.org/")
    if term != str(value):
        known = {one for kind in wanted for one in ENUMERATIONS.get(kind, ())}
        return [] if term in known else [f"{here}: {term} is no such value"]
    return [] if wanted & TEXTS else [f"{here}: a text where {wanted} is wanted"]
