"""What a browser sent of a page of questions, before anything judges it."""

from typing import Any, Protocol

from trials.selfcheck.asking.walk import WalkPage
from trials.selfcheck.parts import Item

# What a form of ours never sends more of; the rest is cut off, not read.
MOST_TICKS, LONGEST_CODE, LONGEST_NUMBER, LONGEST_TEXT = 100, 40, 40, 100


class SentForm(Protocol):
    """What is needed of `request.POST`."""

    def get(self, name: str, default: str = "", /) -> str: ...

    def getlist(self, name: str, /) -> list[str]: ...


def sent_answers(page: WalkPage, data: SentForm) -> dict[str, Any]:
    """Return the raw answers of a page's questions, also the ones left blank."""
    return {item["linkId"]: sent_answer(item, data) for item in page.items}


def sent_answer(item: Item, data: SentForm) -> Any:
    """Return one raw answer in the form that the evaluation reads."""
    link = item["linkId"]
    if item["type"] == "choice":
        many = data.getlist(link)[:MOST_TICKS]
        return many if item.get("repeats") else data.get(link, "")[:LONGEST_TEXT]
    unknown = data.get(f"{link}.unknown", "")[:LONGEST_CODE]
    value, raw = sent_number(item, data)
    if not unknown:
        return raw
    return {"value": value, "unit": "", "both": unknown} if value.strip() else unknown


def sent_number(item: Item, data: SentForm) -> tuple[str, Any]:
    """Return what was typed, and the raw answer that it makes."""
    link = item["linkId"]
    if item["type"] != "quantity":
        typed = data.get(link, "")[:LONGEST_TEXT]
        return typed, typed
    value, unit = data.get(f"{link}.value", ""), data.get(f"{link}.unit", "")
    return value, {"value": value[:LONGEST_NUMBER], "unit": unit[:LONGEST_CODE]}
