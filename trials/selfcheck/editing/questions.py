"""A question's own settings are changed: answers, limits, when it is asked. Pure."""

import copy
from typing import Any

from trials.selfcheck.answers import flatten
from trials.selfcheck.editing.new_questions import NOT_SURE, new_answers
from trials.selfcheck.parts import Document, Draft, as_draft


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
            set_field(asked, name, values[name] or None)
    for name in ("minValue", "maxValue", "unit", "unitOption"):
        if name in values:
            set_field(asked, name, values[name])
    if "conditions" in values:
        set_conditions(asked, values["conditions"], values["behavior"])
    if "options" in values:
        asked["answerOption"] = options_of(document, asked, **values)
    return changed


def set_conditions(asked: Draft, found: list[Draft], behavior: str) -> None:
    """Set when an item is asked; "all" or "any" only where there are several."""
    set_field(asked, "enableWhen", found or None)
    set_field(asked, "enableBehavior", behavior if len(found) > 1 else None)


def set_field(item: Draft, name: str, value: Any) -> None:
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
    kept = kept_options(old, wishes, unsure)
    fresh = new_answers(document, {option["code"] for option in old}, new_options)
    last = next((n for n, o in enumerate(kept) if o["code"] in unsure), len(kept))
    unsure_too = [copy.deepcopy(NOT_SURE)] if add_unsure else []
    return kept[:last] + fresh + kept[last:] + unsure_too


def kept_options(
    old: list[Draft], wishes: dict[str, Draft], unsure: list[str]
) -> list[Draft]:
    """Return the answers that stay, as was wished of each, in their new order."""
    kept = []
    for option in old:
        wish = wishes.get(option["code"], {})
        if wish and option["code"] not in unsure:
            if wish.get("remove"):
                continue
            set_field(option, "exclusive", wish["exclusive"] or None)
        kept.append(option)
    places = {code: wish.get("place") or 0 for code, wish in wishes.items()}
    return sorted(kept, key=lambda option: places.get(option["code"], len(old)))
