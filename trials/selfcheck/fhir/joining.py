"""Imported questions beside what is there already: nothing twice, nothing forgotten."""

import copy

from trials.selfcheck.answers import flatten
from trials.selfcheck.parts import Document, Draft, Item, as_draft

# What FHIR has no word for; it comes from the document that rides along.
OURS = ("precision", "sensitive", "together", "allowFuture")


def with_imported(first: list[Item], imported: list[Item]) -> list[Item]:
    """Return a new document's first questions and the imported ones, each once.

    A form that brings a question along keeps its own, with its own words.
    """
    brought = {placed.item["linkId"] for placed in flatten(imported)}
    return [*without_items(copy.deepcopy(first), brought), *copy.deepcopy(imported)]


def without_items(items: list[Item], links: set[str]) -> list[Item]:
    """Return the items but those; a group that becomes empty goes too."""
    kept: list[Item] = []
    for item in items:
        if item["type"] == "group":
            item["item"] = without_items(item["item"], links)
        is_empty = item["type"] == "group" and not item["item"]
        if item["linkId"] not in links and not is_empty:
            kept.append(item)
    return kept


def restore(items: list[Item], document: Document) -> None:
    """Give questions back what a form of ours cannot say in FHIR's words."""
    ours = [placed.item for placed in flatten(document["items"])]
    known = {item["linkId"]: item for item in ours}
    for placed in flatten(items):
        before = known.get(placed.item["linkId"])
        if before and placed.item["type"] == before["type"]:
            restore_item(as_draft(placed.item), as_draft(before))


def restore_item(item: Draft, before: Draft) -> None:
    """Give one question back its marks, the limits of its units, its label's words."""
    item.update({name: before[name] for name in OURS if name in before})
    label = before.get("shortLabel", {})
    if item.get("shortLabel", {}).get("en") == label.get("en"):
        item.update({"shortLabel": label} if label else {})
    units = {unit["code"]: unit for unit in before.get("unitOption", [])}
    for unit in item.get("unitOption", []):
        limits = units.get(unit["code"], {})
        for name in {"minValue", "maxValue"} & limits.keys():
            unit.setdefault(name, limits[name])
