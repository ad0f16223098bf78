"""Where questions stand in a document: moved, put into groups, taken out. Pure."""

import copy

from trials.selfcheck.answers import flatten
from trials.selfcheck.editing.new_questions import free_link
from trials.selfcheck.parts import Document, Draft, as_drafts


def moved(document: Document, link: str, step: int) -> Document:
    """Return the document with a question one place earlier or later in its group."""
    changed = copy.deepcopy(document)
    shift(as_drafts(changed["items"]), link, step)
    return changed


def shift(items: list[Draft], link: str, step: int) -> bool:
    """Move an item within the list that holds it; true when it was found."""
    for index, item in enumerate(items):
        if item["linkId"] == link:
            target = index + step
            if 0 <= target < len(items):
                items[index], items[target] = items[target], items[index]
            return True
        if shift(item.get("item", []), link, step):
            return True
    return False


def with_new_group(document: Document, words: str, link: str) -> Document:
    """Return the document with a group around a question that stood elsewhere."""
    changed = copy.deepcopy(document)
    group: Draft = {
        "linkId": free_link(document, "group"),
        "type": "group",
        "text": {document["defaultLanguage"]: words},
        "item": [],
    }
    as_drafts(changed["items"]).append(group)
    return with_place(changed, link, group["linkId"])


def with_place(document: Document, link: str, group: str) -> Document:
    """Return the document with a question at the end of another group ("" for none)."""
    changed = copy.deepcopy(document)
    items = {one.item["linkId"]: one.item for one in flatten(changed["items"])}
    asked, home = items[link], items.get(group)
    remove(as_drafts(changed["items"]), link, keep=group)
    target = home["item"] if home and home["type"] == "group" else changed["items"]
    target.append(asked)
    return changed


def home_of(document: Document, link: str) -> str:
    """Return the group in which a question stands, "" for none."""
    for placed in flatten(document["items"]):
        if placed.item["linkId"] == link and placed.parents:
            return placed.parents[-1]["linkId"]
    return ""


def without_question(document: Document, link: str) -> Document:
    """Return the document without a question; the lint names what still asks it."""
    changed = copy.deepcopy(document)
    remove(as_drafts(changed["items"]), link)
    return changed


def remove(items: list[Draft], link: str, keep: str = "") -> None:
    """Remove an item wherever it stands; a group that becomes empty goes too."""
    for item in items:
        remove(item.get("item", []), link, keep)
    items[:] = [
        item
        for item in items
        if item["linkId"] != link
        and (item["type"] != "group" or item["item"] or item["linkId"] == keep)
    ]
