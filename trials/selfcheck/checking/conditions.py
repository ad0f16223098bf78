"""Conditions and effects of a document mean what they say. Pure."""

from collections.abc import Iterator

from trials.selfcheck.answers import flatten
from trials.selfcheck.findings import ERROR, WARNING, Finding
from trials.selfcheck.parts import AskedWhen, Document, Item, ProtocolLine


def conditions(document: Document) -> Iterator[Finding]:
    """Conditions look back, say how they go together, and mean what they say."""
    earlier: set[str] = set()
    for placed in flatten(document["items"]):
        yield from item_conditions(placed.item, earlier)
        earlier.add(placed.item["linkId"])


def item_conditions(item: Item, earlier: set[str]) -> Iterator[Finding]:
    """Find what is wrong with one item's conditions."""
    where, found = f"items/{item['linkId']}", item.get("enableWhen", [])
    for condition in found:
        if condition["question"] not in earlier:
            message = f"{condition['question']} does not come before."
            yield Finding(ERROR, "forward_condition", where, message)
    if len(found) > 1 and "enableBehavior" not in item:
        message = "Two conditions need “all” or “any”."
        yield Finding(ERROR, "no_behavior", where, message)
    yield from not_equals(where, found)


def not_equals(where: str, found: list[AskedWhen]) -> Iterator[Finding]:
    """Say that "!=" is true without an answer, which is rarely meant."""
    exists = {c["question"] for c in found if c["operator"] == "exists"}
    for condition in found:
        if condition["operator"] == "!=" and condition["question"] not in exists:
            message = f"“!=” on {condition['question']} also holds without an answer."
            yield Finding(WARNING, "not_equal_alone", where, message)


def effects(document: Document) -> Iterator[Finding]:
    """Not knowing never stops, and neither does a rule the team may set aside."""
    for criterion in document["criteria"]:
        where, stops = f"criteria/{criterion['id']}", stopping_states(criterion)
        if "unknown" in stops:
            message = "“Not known” must never lead to “probably not”."
            yield Finding(ERROR, "unknown_stops", where, message)
        if stops and "exception" in criterion:
            message = "The team can make an exception, so this is never a stop."
            yield Finding(ERROR, "exception_stops", where, message)
        if stops - {"does_not_meet"}:
            message = "Only a rule that is not met may stop."
            yield Finding(ERROR, "wrong_stop", where, message)


def stopping_states(criterion: ProtocolLine) -> set[str]:
    """Return the states that lead to "probably not", by the line or by a reason."""
    usual = criterion.get("effects", {})
    told = [(reason["state"], reason.get("effect")) for reason in criterion["reasons"]]
    return {state for state, effect in [*usual.items(), *told] if effect == "stop"}
