"""Changes to the questions of a self-check's document: new, moved, taken out. Pure."""

import copy
from typing import Any

from portal.lib.vocabulary import in_every_language
from trials.selfcheck.answers import flatten
from trials.selfcheck.measures import SPANS, unit
from trials.selfcheck.parts import Document, Draft, as_draft, as_drafts


def with_question(document: Document, link: str, **values: Any) -> Document:
    """Return the document with an item's own settings changed.

    `values`: required, sensitive, together (booleans), conditions (a list) with
    behavior ("all", "any"), options and new_options, minValue, maxValue, unit or
    unitOption. What is not named stays.
    """
    changed = copy.deepcopy(document)
    placed = [as_draft(one.item) for one in flatten(changed["items"])]
    asked = next((item for item in placed if item["linkId"] == link), None)
    if asked is None:
        raise KeyError(link)
    for name in ("required", "sensitive", "together"):
        if name in values:
            put(asked, name, values[name] or None)
    for name in ("minValue", "maxValue", "unit", "unitOption"):
        if name in values:
            put(asked, name, values[name])
    if "conditions" in values:
        found = values["conditions"]
        put(asked, "enableWhen", found or None)
        is_many = len(found) > 1
        put(asked, "enableBehavior", values["behavior"] if is_many else None)
    if "options" in values:
        asked["answerOption"] = options_of(document, asked, **values)
    return changed


def put(item: Draft, name: str, value: Any) -> None:
    """Set one field of an item; None takes it away."""
    item.pop(name, None)
    if value is not None:
        item[name] = value


def options_of(
    document: Document,
    asked: Draft,
    options: list[Draft],
    new_options: list[str],
    add_unsure: bool = False,
    **_others: Any,
) -> list[Draft]:
    """Return a question's answers in their new order, with new ones before Not sure.

    `options`: code, place, exclusive, remove. Not sure stays as it is.
    """
    unsure = document.get("unknownCodes", [])
    wishes = {wish["code"]: wish for wish in options}
    old = [dict(option) for option in asked["answerOption"]]
    kept = [
        option
        for option in old
        if option["code"] in unsure or not wishes.get(option["code"], {}).get("remove")
    ]
    for option in kept:
        wish = wishes.get(option["code"])
        if wish and option["code"] not in unsure:
            put(option, "exclusive", wish["exclusive"] or None)
    places = {code: wish.get("place") or 0 for code, wish in wishes.items()}
    kept.sort(key=lambda option: places.get(option["code"], len(old)))
    fresh = new_answers(document, {option["code"] for option in old}, new_options)
    last = next((n for n, o in enumerate(kept) if o["code"] in unsure), len(kept))
    unsure_too = [copy.deepcopy(NOT_SURE)] if add_unsure else []
    return kept[:last] + fresh + kept[last:] + unsure_too


def new_answers(document: Document, taken: set[str], lines: list[str]) -> list[Draft]:
    """Return options with free codes, in the default language."""
    free = (f"option-{n}" for n in range(1, 1000))
    codes = (code for code in free if code not in taken)
    language = document["defaultLanguage"]
    return [{"code": next(codes), "text": {language: words}} for words in lines]


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


def new_question(
    document: Document,
    kind: str,
    text: str,
    label: str,
    options: list[str],
    units: list[str] | None = None,
) -> Draft:
    """Return a question in the default language; "Not sure" is always there."""
    language = document["defaultLanguage"]
    asked: Draft = {
        "linkId": free_link(document, "question"),
        "type": "choice" if kind in {"choice", "ticks"} else kind,
        "text": {language: text},
        "shortLabel": {language: label},
    }
    if kind == "ticks":
        asked["repeats"] = True
    if asked["type"] == "choice":
        asked["required"] = True
        asked["answerOption"] = [
            *new_answers(document, set(), options),
            copy.deepcopy(NOT_SURE),
        ]
    found = [unit(code, document["languages"]) for code in units or []]
    if kind == "quantity":
        asked["unitOption"] = found
        if all(code in SPANS for code in units or []):
            asked["precision"] = "completed"
    elif found and kind in {"integer", "decimal"}:
        asked["unit"] = found[0]
    return asked


def free_link(document: Document, base: str) -> str:
    """Return a linkId that no item has: question-1, question-2 and so on."""
    taken = {one.item["linkId"] for one in flatten(document["items"])}
    return next(f"{base}-{n}" for n in range(1, 1000) if f"{base}-{n}" not in taken)


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


def group_of(document: Document, link: str) -> str:
    """Return the group in which a question stands, "" for none."""
    for placed in flatten(document["items"]):
        if placed.item["linkId"] == link and placed.parents:
            return placed.parents[-1]["linkId"]
    return ""


NOT_SURE = {
    "code": "unsure",
    "text": in_every_language("self_check_words", "not_sure"),
}


def with_new_question(document: Document, asked: Draft, group: str) -> Document:
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
    as_drafts(home["item"] if home else changed["items"]).append(fresh)
    return changed


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
