"""Changes to the questions of a self-check's document: new, moved, taken out. Pure."""

import copy
from typing import Any

from trials.selfcheck.answers import flatten
from trials.selfcheck.edit import question

Document = dict[str, Any]


def with_question(document: Document, link: str, **values: Any) -> Document:
    """Return the document with a question's own settings changed.

    `values`: required, sensitive (booleans), and `condition`: None or
    {"question", "operator", "answerCode" or "answerBoolean"}.
    """
    changed = copy.deepcopy(document)
    asked = question(changed, link)
    if asked is None:
        raise KeyError(link)
    for name in ("required", "sensitive"):
        asked.pop(name, None)
        if values.get(name):
            asked[name] = True
    if "condition" in values:
        asked.pop("enableWhen", None)
        asked.pop("enableBehavior", None)
        if values["condition"]:
            asked["enableWhen"] = [values["condition"]]
    return changed


def moved(document: Document, link: str, step: int) -> Document:
    """Return the document with a question one place earlier or later in its group."""
    changed = copy.deepcopy(document)
    shift(changed["items"], link, step)
    return changed


def shift(items: list[Document], link: str, step: int) -> bool:
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


def new_question(
    document: Document, kind: str, text: str, label: str, options: list[str]
) -> Document:
    """Return a question in the default language; "Not sure" is always there."""
    language = document["defaultLanguage"]
    taken = {one.item["linkId"] for one in flatten(document["items"])}
    number = next(n for n in range(1, 1000) if f"question-{n}" not in taken)
    asked: Document = {
        "linkId": f"question-{number}",
        "type": "choice" if kind in {"choice", "ticks"} else kind,
        "text": {language: text},
        "shortLabel": {language: label},
    }
    if kind == "ticks":
        asked["repeats"] = True
    if asked["type"] == "choice":
        asked["required"] = True
        found = [
            {"code": f"option-{n}", "text": {language: words}}
            for n, words in enumerate(options, 1)
        ]
        asked["answerOption"] = [*found, copy.deepcopy(NOT_SURE)]
    return asked


NOT_SURE = {"code": "unsure", "text": {"en": "Not sure", "zh-hans": "不清楚"}}


def with_new_question(document: Document, asked: Document, group: str) -> Document:
    """Return the document with a question at the end of a group, or of the whole.

    A linkId that is taken gets a number; conditions of elsewhere are left behind.
    """
    changed = copy.deepcopy(document)
    taken = {one.item["linkId"] for one in flatten(changed["items"])}
    fresh = copy.deepcopy(asked)
    for name in ("enableWhen", "enableBehavior"):
        fresh.pop(name, None)
    base, number = fresh["linkId"], 2
    while fresh["linkId"] in taken:
        fresh["linkId"] = f"{base}-{number}"
        number += 1
    home = next(
        (
            one.item
            for one in flatten(changed["items"])
            if one.item["linkId"] == group and one.item["type"] == "group"
        ),
        None,
    )
    (home["item"] if home else changed["items"]).append(fresh)
    return changed


def without_question(document: Document, link: str) -> Document:
    """Return the document without a question; the lint names what still asks it."""
    changed = copy.deepcopy(document)
    remove(changed["items"], link)
    return changed


def remove(items: list[Document], link: str) -> None:
    """Remove an item wherever it stands; a group that becomes empty goes too."""
    for item in items:
        remove(item.get("item", []), link)
    items[:] = [
        item
        for item in items
        if item["linkId"] != link and (item["type"] != "group" or item["item"])
    ]
