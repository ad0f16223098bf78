"""What an answer calls for is added to a question, or taken away. Pure."""

import copy

from trials.selfcheck.answers import flatten
from trials.selfcheck.danger.care import care_of
from trials.selfcheck.parts import CareWords, Document, Draft, as_draft


def with_care(document: Document, link: str, care: Draft) -> Document:
    """Return the document with one care more at a question; it gets a name of its own.

    Raises KeyError where there is no such question.
    """
    changed = copy.deepcopy(document)
    known = {one["id"] for _where, one in care_of(document)}
    named = {**care, "id": free_name(f"{link[:30]}_{care['level']}", known)}
    as_draft(item_named(changed, link)).setdefault("care", []).append(named)
    return changed


def without_care(document: Document, link: str, name: str) -> Document:
    """Return the document without one care of a question."""
    changed = copy.deepcopy(document)
    item = as_draft(item_named(changed, link))
    kept: list[CareWords] = [one for one in item.get("care", []) if one["id"] != name]
    item.pop("care", None)
    if kept:
        item["care"] = kept
    return changed


def item_named(document: Document, link: str) -> Draft:
    for placed in flatten(document["items"]):
        if placed.item["linkId"] == link:
            return as_draft(placed.item)
    raise KeyError(link)


def free_name(wish: str, known: set[str]) -> str:
    """Return a name that no care has yet, in the letters that a name may have."""
    wish = "".join(c if c.isalnum() or c in "_-" else "_" for c in wish)
    numbered = (f"{wish}_{number}" for number in range(2, len(known) + 3))
    return wish if wish not in known else next(n for n in numbered if n not in known)


def answered_so(item: Draft, codes: list[str]) -> Draft:
    """Return the condition that one of these answers was given."""
    link = item["linkId"]
    if not item.get("repeats"):
        others = [o["code"] for o in item["answerOption"] if o["code"] not in codes]
        return {"op": "answer", "item": link, "true": codes, "false": others}
    ticks: list[Draft] = [{"op": "has", "item": link, "code": code} for code in codes]
    return ticks[0] if len(ticks) == 1 else {"op": "any", "args": ticks}
