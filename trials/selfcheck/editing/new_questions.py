"""A question comes into a document: written anew, or from elsewhere. Pure."""

import copy
from collections.abc import Collection

from portal.lib.vocabulary import in_every_language
from trials.selfcheck.answers import flatten
from trials.selfcheck.measures import SPANS, unit
from trials.selfcheck.parts import Document, Draft, as_drafts

NOT_SURE = {
    "code": "unsure",
    "text": in_every_language("self_check_words", "not_sure"),
}


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
        lines = new_answers(document, set(), options)
        asked["answerOption"] = [*lines, copy.deepcopy(NOT_SURE)]
    return asked | units_asked(kind, units or [], document["languages"])


def units_asked(kind: str, codes: list[str], languages: list[str]) -> Draft:
    """Return what says in which units a number is asked; an age is in whole ones."""
    found = [unit(code, languages) for code in codes]
    if kind == "quantity":
        is_age = all(code in SPANS for code in codes)
        whole = {"precision": "completed"} if is_age else {}
        return {"unitOption": found, **whole}
    return {"unit": found[0]} if found and kind in {"integer", "decimal"} else {}


def new_answers(document: Document, taken: set[str], lines: list[str]) -> list[Draft]:
    """Return options with free codes, in the default language."""
    free = (f"option-{n}" for n in range(1, 1000))
    codes = (code for code in free if code not in taken)
    language = document["defaultLanguage"]
    return [{"code": next(codes), "text": {language: words}} for words in lines]


def free_link(document: Document, base: str) -> str:
    """Return a linkId that no item has: question-1, question-2 and so on."""
    taken = {one.item["linkId"] for one in flatten(document["items"])}
    return next(f"{base}-{n}" for n in range(1, 1000) if f"{base}-{n}" not in taken)


def with_new_question(document: Document, asked: Draft, group: str) -> Document:
    """Return the document with a question at the end of a group, or of the whole.

    A linkId that is taken gets a number; conditions of elsewhere are left behind.
    """
    changed = copy.deepcopy(document)
    placed = {one.item["linkId"]: one.item for one in flatten(changed["items"])}
    fresh = copy.deepcopy(asked)
    for name in ("enableWhen", "enableBehavior"):
        fresh.pop(name, None)
    fresh["linkId"] = numbered_link(fresh["linkId"], placed)
    home = placed.get(group)
    is_group = home is not None and home["type"] == "group"
    as_drafts(home["item"] if home and is_group else changed["items"]).append(fresh)
    return changed


def numbered_link(base: str, taken: Collection[str]) -> str:
    """Return a linkId, with a number behind it where it is taken."""
    names = (f"{base}-{number}" for number in range(2, 1000))
    free = (name for name in names if name not in taken)
    return next(free) if base in taken else base
